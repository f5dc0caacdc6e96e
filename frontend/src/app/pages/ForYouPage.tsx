import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { Feed } from '@/features/feed/Feed';
import type { CardPlace } from '@/features/feed/FeedItem';
import { FeedTop } from '@/features/feed/FeedTop';
import { forYou, itemAt, startingWith, type Item } from '@/features/feed/order';
import { showCard } from '@/lib/steering';
import { useMedia } from '@/lib/useMedia';
import { cardEvery } from '../settings';

// The first video does not wait for the card's code, nor a phone for what only a wide screen shows.
const ShopCard = lazy(() => import('@/features/card/ShopCard').then((m) => ({ default: m.ShopCard })));
const Aside = lazy(() => import('./Aside').then((m) => ({ default: m.Aside })));

const renderCard = (place: CardPlace) => (
  <Suspense fallback={<div className="paper size-full md:rounded-[28px]" />}>
    <ShopCard {...place} />
  </Suspense>
);

/** ForYouPage is the feed of videos with a card after every few of them. */
export function ForYouPage() {
  const [params] = useSearchParams();
  const start = params.get('v') ?? '';
  const [seen, setSeen] = useState(0);
  const wide = useMedia('(min-width: 1200px)');
  const at = useMemo(() => {
    const posts = start ? startingWith(start) : forYou;
    return (index: number) => itemAt(index, cardEvery, posts);
  }, [start]);
  const onSee = useCallback((item: Item) => {
    showCard(item.kind === 'card' ? item.slot : null);
    setSeen(item.index);
  }, []);
  return (
    <div className={`relative h-[calc(100dvh-var(--nav))] ${wide ? '[--aside:22rem]' : ''}`}>
      <title>ShopFYP</title>
      <h1 className="sr-only">For You</h1>
      <FeedTop />
      <Feed
        key={start}
        name={start ? `from-${start}` : 'for-you'}
        label="For You"
        itemAt={at}
        renderCard={renderCard}
        onSee={onSee}
      />
      {wide && (
        <aside aria-label="Beside the feed" className="absolute top-1/2 right-6 flex w-80 -translate-y-1/2 flex-col gap-6">
          <Suspense fallback={null}>
            <Aside videosLeft={cardEvery - (seen % (cardEvery + 1))} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
