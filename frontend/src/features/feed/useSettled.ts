import { startTransition, useEffect, useState } from 'react';

/** useSettled returns the value once it has not changed for afterMs, so that a fast scroll does not load the items that it passes. It updates in a transition. */
export function useSettled<T>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(value)), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
