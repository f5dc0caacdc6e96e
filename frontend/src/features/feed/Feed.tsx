import { useDeferredValue, useEffect } from 'react';
import { useShortcuts } from '@/lib/useShortcuts';
import { FeedItem, type RenderCard } from './FeedItem';
import type { Item, ItemAt } from './order';
import { maxLead, useFeedScroll } from './useFeedScroll';
import { useKeepFocus } from './useKeepFocus';
import { useSettled } from './useSettled';
import { useWheel } from './useWheel';

type Props = {
  /** identifies the feed's saved position */
  name: string;
  label: string;
  /** must be stable, because a new function renders all items again */
  itemAt: ItemAt;
  renderCard: RenderCard;
  /** called with the item on screen */
  onVisible?: (item: Item) => void;
};

// The page contains only this many items before and after the current one.
const before = 1,
  after = 2;
const ahead = 40; // the scroll height grows by this many screens, so that the feed never ends

/** Feed is an endless, snapping column of full-screen items. It keeps only a few of them in the page. */
export function Feed({ name, label, itemAt, renderCard, onVisible }: Props) {
  const { scroller, current, move } = useFeedScroll(name);
  const settled = useSettled(current, 140);
  const keepFocus = useKeepFocus(scroller, current);
  useWheel(move);
  useShortcuts({
    ArrowDown: () => move(1),
    j: () => move(1),
    ArrowUp: () => move(-1),
    k: () => move(-1),
    PageDown: () => move(1),
    PageUp: () => move(-1),
  });
  useEffect(() => onVisible?.(itemAt(current)), [current, itemAt, onVisible]);

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
      <SnapPoints current={current} />
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

/**
 * SnapPoints are the positions at which the feed stops. Items cannot be the snap points: they render late on a busy
 * device, and a scroll to an item that is not in the page yet would snap back.
 */
function SnapPoints({ current }: { current: number }) {
  const first = Math.max(0, current - maxLead - 1);
  return Array.from({ length: current + maxLead + 2 - first }, (_, i) => (
    <div
      key={first + i}
      aria-hidden
      className="absolute h-px w-full snap-start snap-always"
      style={{ top: `${(first + i) * 100}%` }}
    />
  ));
}

// around returns the items to render. It follows a deferred position, so that rendering does not delay the
// scroll, and always includes the current item.
function around(position: number, current: number): number[] {
  const first = Math.max(0, position - before);
  const all = Array.from({ length: position + after - first + 1 }, (_, i) => first + i);
  return all.includes(current) ? all : [...all, current];
}
