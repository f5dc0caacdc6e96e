import { useEffect, useRef, type MouseEvent } from 'react';

const doubleTapMs = 260;

/**
 * useTapGestures returns a click handler that tells single from double taps. A tap waits a moment for a
 * second one. Enter and Space cannot double tap, so they act at once.
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
