import { startTransition, useEffect, useState } from 'react';

/** useGradually counts up to n, by one a frame, so that drawing all of them holds up none; or gives n at once. */
export function useGradually(n: number, atOnce: boolean): number {
  const [count, setCount] = useState(atOnce ? n : 1);
  useEffect(() => {
    if (count >= n) return;
    const frame = requestAnimationFrame(() => startTransition(() => setCount(count + 1)));
    return () => cancelAnimationFrame(frame);
  }, [count, n]);
  return count;
}
