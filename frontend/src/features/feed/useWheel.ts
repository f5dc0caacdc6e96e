import { useEffect } from 'react';

const pauseMs = 160; // between two screens while the wheel keeps turning

/**
 * useWheel scrolls one item per notch of a mouse wheel. A notch scrolls less than half a screen, and
 * snapping would undo that. It leaves the fine steps of a trackpad to the browser.
 */
export function useWheel(move: (by: number) => void): void {
  useEffect(() => {
    let last = -Infinity;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0 || !isNotch(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      if (event.timeStamp - last < pauseMs) return;
      last = event.timeStamp;
      move(Math.sign(event.deltaY));
    };
    window.addEventListener('wheel', onWheel, { passive: false });
    return () => window.removeEventListener('wheel', onWheel);
  }, [move]);
}

// Wheels report multiples of 120, or lines; trackpads report any number of pixels.
function isNotch(event: WheelEvent & { wheelDeltaY?: number }): boolean {
  return event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL || (event.wheelDeltaY !== undefined && event.wheelDeltaY % 120 === 0);
}
