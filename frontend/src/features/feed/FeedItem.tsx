import type { ReactNode } from 'react';
import type { Item } from './order';

const cardGlow: [string, string] = ['#ff6b4a', '#5a35d6'];

/** FeedItem is one screen of the feed: on a phone all of it, on a wide screen a phone-shaped stage in its own light. */
export function FeedItem({ item, active, children }: { item: Item; active: boolean; children: ReactNode }) {
  const [near, far] = item.kind === 'video' ? item.post.clip.glow : cardGlow;
  return (
    <article
      tabIndex={active ? 0 : -1} // a keyboard reaches the item, also one with nothing in it to press yet
      inert={!active}
      aria-posinset={item.index + 1}
      aria-setsize={-1}
      aria-label={item.kind === 'video' ? `Video by ${item.post.author}: ${item.post.clip.about}` : 'Products picked for you'}
      className="absolute inset-x-0 flex h-[100cqh] snap-start snap-always items-center justify-center overflow-hidden pr-(--aside) outline-offset-[-4px] [contain:strict]"
      style={{ top: `${item.index * 100}cqh` }}
    >
      <div
        aria-hidden
        className="absolute inset-0 hidden opacity-30 md:block"
        style={{
          background: `radial-gradient(60% 55% at 32% 28%, ${near}, transparent 70%), radial-gradient(55% 55% at 72% 78%, ${far}, transparent 70%)`,
        }}
      />
      <div className="relative size-full md:aspect-[9/16] md:h-[calc(100cqh-3rem)] md:w-auto md:max-w-[calc(100cqw-8.5rem-var(--aside))]">
        {children}
      </div>
    </article>
  );
}
