import { memo, type ReactNode } from 'react';
import type { Item, ItemAt } from './order';
import { PendingVideo } from './PendingVideo';
import { colorsOf } from './posts';
import { VideoPost } from './VideoPost';

/** CardProps says which card to render, and whether it is on screen (active) or at most one scroll away (near). */
export type CardProps = { slot: number; active: boolean; near: boolean };

export type RenderCard = (props: CardProps) => ReactNode;

type Props = {
  index: number;
  itemAt: ItemAt;
  /** on screen */
  active: boolean;
  /** on screen, or one scroll away */
  near: boolean;
  renderCard: RenderCard;
  move: (by: number) => void;
};

const cardGlow: [string, string] = ['var(--color-ember)', 'var(--color-violet)'];

/** FeedItem is one item of the feed. It fills a phone's screen; on a wide screen it is phone-shaped, on a glowing background. */
export const FeedItem = memo(function FeedItem({ index, itemAt, active, near, renderCard, move }: Props) {
  const item = itemAt(index);
  const [nearGlow, farGlow] = item.kind === 'video' ? colorsOf(item.post) : cardGlow;
  return (
    <article
      tabIndex={active ? 0 : -1} // keyboard users reach an item even before it has controls
      inert={!active}
      aria-posinset={index + 1}
      aria-setsize={-1}
      aria-label={nameOf(item)}
      className="absolute inset-x-0 flex h-full items-center justify-center overflow-hidden pr-(--aside) outline-offset-[-4px] [contain:strict]"
      style={{ top: `${index * 100}%` }}
    >
      <div
        aria-hidden
        className="absolute inset-0 hidden opacity-30 md:block"
        style={{
          background: `radial-gradient(60% 55% at 32% 28%, ${nearGlow}, transparent 70%), radial-gradient(55% 55% at 72% 78%, ${farGlow}, transparent 70%)`,
        }}
      />
      <div className="relative size-full md:aspect-[9/16] md:h-[calc(100%-3rem)] md:w-auto md:max-w-[calc(100%-8.5rem)]">
        {item.kind === 'video' && <VideoPost post={item.post} active={active} load={near} move={move} />}
        {item.kind === 'pending' && <PendingVideo />}
        {item.kind === 'card' && renderCard({ slot: item.slot, active, near })}
      </div>
    </article>
  );
});

function nameOf(item: Item): string {
  if (item.kind === 'card') return 'Products picked for you';
  return item.kind === 'video' ? `Video by ${item.post.author}: ${item.post.about}` : 'The next video is loading';
}
