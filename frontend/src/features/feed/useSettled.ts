import { startTransition, useEffect, useState } from 'react';

/** useSettled gives a value once it has stayed the same for a while, so that a fast scroll loads nothing on its way. What follows from it does not hold up a frame. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(value)), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
