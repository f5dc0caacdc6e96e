import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

/**
 * useKeepFocus moves the focus to the new item when the feed scrolls, because items off screen become
 * inert and lose it. It returns the event handlers for the feed's element.
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
      // Without a related target the focus was lost, not moved, so the next item takes it.
      if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) inside.current = false;
    },
  };
}
