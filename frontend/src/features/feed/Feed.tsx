import { useDeferredValue, useEffect } from 'react';
import { useKeys } from '@/lib/useKeys';
import { FeedItem, type RenderCard } from './FeedItem';
import type { Item } from './order';
import { useFeedScroll } from './useFeedScroll';
import { useKeepFocus } from './useKeepFocus';
import { useSettled } from './useSettled';
import { useWheel } from './useWheel';

type Props = {
  /** tells this feed's place from another's */
  name: string;
  label: string;
  itemAt: (index: number) => Item;
  renderCard: RenderCard;
  /** told which item the shopper sees */
  onSee?: (item: Item) => void;
};

// Only these items around the one on screen are in the page, however far the shopper scrolls.
const before = 1,
  after = 2;
const ahead = 40; // how many screens of room lie below, so that there is always somewhere to go

/** Feed is an endless column of screens, one item each; it snaps, and holds a handful of items at any time. */
export function Feed({ name, label, itemAt, renderCard, onSee }: Props) {
  const { scroller, current, move } = useFeedScroll(name);
  const settled = useSettled(current, 140);
  const keepFocus = useKeepFocus(scroller, current);
  useWheel(move);
  useKeys({
    ArrowDown: () => move(1),
    j: () => move(1),
    ArrowUp: () => move(-1),
    k: () => move(-1),
    PageDown: () => move(1),
    PageUp: () => move(-1),
  });
  useEffect(() => onSee?.(itemAt(current)), [current, itemAt, onSee]);

  const screens = Math.ceil((current + 1) / ahead + 1) * ahead;
  return (
    <div
      ref={scroller}
      role="feed"
      aria-label={label}
      aria-busy={false}
      {...keepFocus}
      className="no-scrollbar relative size-full snap-y snap-mandatory overflow-y-scroll overscroll-contain"
    >
      <div aria-hidden style={{ height: `${screens * 100}%` }} />
      {around(useDeferredValue(current), current).map((index) => (
        <FeedItem
          key={index}
          index={index}
          itemAt={itemAt}
          active={index === current}
          near={Math.abs(index - settled) <= 1}
          renderCard={renderCard}
          move={move}
        />
      ))}
    </div>
  );
}

// Items are made a little after the scroll, in the browser's spare time: there are two to spare. The one on screen is never left out.
function around(place: number, current: number): number[] {
  const first = Math.max(0, place - before);
  const all = Array.from({ length: place + after - first + 1 }, (_, i) => first + i);
  return all.includes(current) ? all : [...all, current];
}
