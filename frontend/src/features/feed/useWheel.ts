import { useEffect } from 'react';

const restMs = 160; // between two screens while a wheel goes on turning

/**
 * useWheel makes a notch of a mouse's wheel one screen. A notch scrolls far less than half a screen,
 * which snapping would take back, and works wherever the mouse is; a trackpad's fine steps are left to
 * the browser, which snaps them well.
 */
export function useWheel(move: (by: number) => void): void {
  useEffect(() => {
    let last = -Infinity;
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.deltaY === 0 || !isNotch(event) || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      if (event.timeStamp - last < restMs) return;
      last = event.timeStamp;
      move(Math.sign(event.deltaY));
    };
    window.addEventListener('wheel', onWheel, { passive: false });
    return () => window.removeEventListener('wheel', onWheel);
  }, [move]);
}

// Wheels report whole notches of 120, or lines; trackpads report pixels as they come.
function isNotch(event: WheelEvent & { wheelDeltaY?: number }): boolean {
  return event.deltaMode !== WheelEvent.DOM_DELTA_PIXEL || (event.wheelDeltaY !== undefined && event.wheelDeltaY % 120 === 0);
}
