import { useEffect, useRef, type MouseEvent } from 'react';

const doubleTapMs = 260;

/**
 * useTapGestures returns a click handler that distinguishes single and double taps. It waits a moment for a
 * second tap. Enter and Space have no double tap, so they act immediately.
 */
export function useTapGestures({ onTap, onDoubleTap }: { onTap: () => void; onDoubleTap: (x: number, y: number) => void }) {
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  return (event: MouseEvent<HTMLElement>) => {
    if (event.detail === 0) return onTap();
    if (waiting.current !== undefined) {
      clearTimeout(waiting.current);
      waiting.current = undefined;
      const box = event.currentTarget.getBoundingClientRect();
      return onDoubleTap(event.clientX - box.left, event.clientY - box.top);
    }
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
      onTap();
    }, doubleTapMs);
  };
}
