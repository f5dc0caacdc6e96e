import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { savedPosition, savePosition } from './position';

/** FeedScroll is the scroll state of a feed. */
export type FeedScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  /** the index of the item that fills most of the screen */
  current: number;
  /** scrolls by a number of items, without animation if the shopper prefers reduced motion */
  move: (by: number) => void;
};

export const maxLead = 3; // maximum number of items that a held key can get ahead of the screen

/**
 * useFeedScroll tracks the position in an endless, snapping feed. It restores the saved position of the
 * named feed, and keeps the position when the screen is resized.
 */
export function useFeedScroll(name: string): FeedScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(() => savedPosition(name));
  const position = useRef(current);
  const height = useRef(0);
  const target = useRef<number | null>(null);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const align = () => {
      const next = box.getBoundingClientRect().height;
      if (next === height.current) return;
      height.current = next;
      box.scrollTop = position.current * next;
    };
    align();
    const resized = new ResizeObserver(align);
    resized.observe(box);
    return () => resized.disconnect();
  }, []);

  useEffect(() => {
    const box = scroller.current!;
    const onScroll = () => {
      if (Math.abs(box.clientHeight - height.current) > 1) return; // during a resize; align follows
      const index = Math.max(0, Math.round(box.scrollTop / (height.current || 1)));
      if (index === target.current) target.current = null;
      if (index === position.current) return;
      position.current = index;
      savePosition(name, index);
      setCurrent(index);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, [name]);

  const move = useCallback((by: number) => {
    const from = target.current ?? position.current;
    const to = Math.min(Math.max(0, from + by, position.current - maxLead), position.current + maxLead);
    target.current = to;
    const reduceMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.current!.scrollTo({ top: to * height.current, behavior: reduceMotion ? 'instant' : 'smooth' });
  }, []);

  return { scroller, current, move };
}
