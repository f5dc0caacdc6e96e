import { memo, type ReactNode } from 'react';
import type { Item } from './order';
import { VideoPost } from './VideoPost';

/** How a card's place in the feed stands to the shopper. */
export type CardPlace = { slot: number; active: boolean; aboutToBeSeen: boolean };

export type RenderCard = (place: CardPlace) => ReactNode;

type Props = {
  index: number;
  itemAt: (index: number) => Item;
  /** it is on screen */
  active: boolean;
  /** it is on screen, or a scroll away */
  near: boolean;
  renderCard: RenderCard;
  move: (by: number) => void;
};

const cardGlow: [string, string] = ['#ff6b4a', '#5a35d6'];

/** FeedItem is one screen of the feed: on a phone all of it, on a wide screen a phone-shaped stage in its own light. */
export const FeedItem = memo(function FeedItem({ index, itemAt, active, near, renderCard, move }: Props) {
  const item = itemAt(index);
  const [nearGlow, farGlow] = item.kind === 'video' ? item.post.clip.glow : cardGlow;
  return (
    <article
      tabIndex={active ? 0 : -1} // a keyboard reaches the item, also one with nothing in it to press yet
      inert={!active}
      aria-posinset={index + 1}
      aria-setsize={-1}
      aria-label={item.kind === 'video' ? `Video by ${item.post.author}: ${item.post.clip.about}` : 'Products picked for you'}
      className="absolute inset-x-0 flex h-full snap-start snap-always items-center justify-center overflow-hidden pr-(--aside) outline-offset-[-4px] [contain:strict]"
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
        {item.kind === 'video' ? (
          <VideoPost post={item.post} active={active} load={near} move={move} />
        ) : (
          renderCard({ slot: item.slot, active, aboutToBeSeen: near })
        )}
      </div>
    </article>
  );
});
