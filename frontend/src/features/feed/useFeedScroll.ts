import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { keepPlace, placeIn } from './place';

/** What a feed knows of its scrolling. */
export type FeedScroll = {
  scroller: RefObject<HTMLDivElement | null>;
  /** the item that fills most of the screen */
  current: number;
  /** scrolls by so many items, smoothly unless motion is unwelcome */
  move: (by: number) => void;
};

const maxLead = 3; // how far a held key may run ahead of what is on screen

/**
 * useFeedScroll gives the place in an endless, snapping feed, puts the shopper back where they were,
 * and keeps that place when the screen changes its size. name tells the feeds apart.
 */
export function useFeedScroll(name: string): FeedScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(() => placeIn(name));
  const place = useRef(current);
  const height = useRef(0);
  const target = useRef<number | null>(null);

  useLayoutEffect(() => {
    const box = scroller.current!;
    const align = () => {
      const next = box.getBoundingClientRect().height;
      if (next === height.current) return;
      height.current = next;
      box.scrollTop = place.current * next;
    };
    align();
    const resized = new ResizeObserver(align);
    resized.observe(box);
    return () => resized.disconnect();
  }, []);

  useEffect(() => {
    const box = scroller.current!;
    const onScroll = () => {
      if (Math.abs(box.clientHeight - height.current) > 1) return; // being resized: align comes next
      const index = Math.max(0, Math.round(box.scrollTop / (height.current || 1)));
      if (index === target.current) target.current = null;
      if (index === place.current) return;
      place.current = index;
      keepPlace(name, index);
      setCurrent(index);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => box.removeEventListener('scroll', onScroll);
  }, [name]);

  const move = useCallback((by: number) => {
    const from = target.current ?? place.current;
    const to = Math.min(Math.max(0, from + by, place.current - maxLead), place.current + maxLead);
    target.current = to;
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.current!.scrollTo({ top: to * height.current, behavior: still ? 'instant' : 'smooth' });
  }, []);

  return { scroller, current, move };
}
