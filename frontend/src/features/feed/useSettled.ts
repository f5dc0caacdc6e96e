import { useEffect, useState } from 'react';

/** useSettled gives a value once it has stayed the same for a while, so that a fast scroll loads nothing on its way. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
