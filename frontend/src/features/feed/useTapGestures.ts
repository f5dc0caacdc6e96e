import { useEffect, useRef, type MouseEvent } from 'react';

const pairMs = 260;

/**
 * useTaps tells one tap from two. A tap waits a moment for a second one; a press of Enter or Space,
 * which cannot be a double tap, acts at once.
 */
export function useTaps({ onOne, onTwo }: { onOne: () => void; onTwo: (x: number, y: number) => void }) {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return (event: MouseEvent<HTMLElement>) => {
    if (event.detail === 0) return onOne();
    if (waiting.current !== undefined) {
      clearTimeout(waiting.current);
      waiting.current = undefined;
      const box = event.currentTarget.getBoundingClientRect();
      return onTwo(event.clientX - box.left, event.clientY - box.top);
    }
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      onOne();
    }, pairMs);
  };
}
