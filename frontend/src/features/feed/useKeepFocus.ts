import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * useKeepFocus moves the focus along with the feed: items that leave the screen become inert, and a
 * shopper whose focus lay in one would lose it. It gives the handlers that the feed's box needs.
 */
export function useKeepFocus(scroller: RefObject<HTMLElement | null>, current: number) {
  const inside = useRef(false);
  useLayoutEffect(() => {
    if (!inside.current) return;
    const item = scroller.current?.querySelector<HTMLElement>(`[aria-posinset="${current + 1}"]`);
    if (item && !item.contains(document.activeElement)) item.focus({ preventScroll: true });
  }, [current, scroller]);
  return {
    onFocus: () => {
      inside.current = true;
    },
    onBlur: (event: FocusEvent) => {
      // Focus that goes nowhere was taken, not moved: it comes back with the next item.
      if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) inside.current = false;
    },
  };
}
