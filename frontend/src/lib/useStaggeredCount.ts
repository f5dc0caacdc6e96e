import { startTransition, useEffect, useState } from 'react';

/** useStaggeredCount counts from 1 to n, one per frame, so that rendering n items blocks no frame; immediate skips the count. */
export function useStaggeredCount(n: number, immediate: boolean): number {
  const [count, setCount] = useState(immediate ? n : 1);
  useEffect(() => {
    if (count >= n) return;
    const frame = requestAnimationFrame(() => startTransition(() => setCount(count + 1)));
    return () => cancelAnimationFrame(frame);
  }, [count, n]);
  return count;
}
