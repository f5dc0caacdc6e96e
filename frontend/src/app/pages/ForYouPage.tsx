import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Feed } from '@/features/feed/Feed';
import type { CardProps } from '@/features/feed/FeedItem';
import { FeedState } from '@/features/feed/FeedState';
import { FeedTop } from '@/features/feed/FeedTop';
import { forYou, itemAt, startingWith, type Item } from '@/features/feed/order';
import { usePosts, type PostList } from '@/features/feed/posts';
import { savedPosts } from '@/features/feed/savedVideos';
import type { Post } from '@/lib/api/types';
import { setVisibleCard } from '@/lib/cardEpochs';
import { useMedia } from '@/lib/useMedia';
import { cardEvery } from '../settings';

// Loaded on demand: the first video does not wait for the card, and phones never load the aside.
const ShopCard = lazy(() => import('@/features/card/ShopCard').then((m) => ({ default: m.ShopCard })));
const FeedAside = lazy(() => import('./FeedAside').then((m) => ({ default: m.FeedAside })));

const renderCard = (props: CardProps) => (
  <Suspense fallback={<div className="paper size-full md:rounded-[28px]" />}>
    <ShopCard {...props} />
  </Suspense>
);

type Props = {
  /** identifies the feed's saved position */
  name?: string;
  /** the video that the feed starts with */
  first?: Post;
};

const ahead = 8; // this many items before the end of the loaded posts, the next ones load
const nothing: PostList = { posts: [], complete: false };

/** ForYouPage is the feed of videos, with a card after every few of them. */
export function ForYouPage({ name = 'for-you', first }: Props) {
  const [position, setPosition] = useState(0);
  const wide = useMedia('(min-width: 1200px)');
  const { list, error, retry, loadMore } = usePosts();
  const [offline] = useState(() => (navigator.onLine ? [] : savedPosts())); // they play without a network
  const items = useMemo(() => {
    const before = first ? [first] : offline;
    if (!list && before.length === 0) return undefined;
    // Without a network, the saved videos are the whole feed.
    const rest = forYou(list ?? (error ? { posts: before, complete: true } : nothing));
    const posts = startingWith(before, rest);
    return (index: number) => itemAt(index, cardEvery, posts);
  }, [first, offline, list, error]);
  const onVisible = useCallback(
    (item: Item) => {
      setVisibleCard(item.kind === 'card' ? item.slot : null);
      setPosition(item.index);
      if (list && !list.complete && item.index + ahead > list.posts.length) loadMore();
    },
    // eslint-disable-next-line react-hooks/exhaustive-deps -- loadMore changes with every render
    [list],
  );
  const isEmpty = list?.complete === true && list.posts.length === 0 && !first;
  return (
    <div className={`relative h-[calc(100dvh-var(--nav))] ${wide ? '[--aside:22rem]' : ''}`}>
      <title>{first ? `${first.author} on ShopFYP` : 'ShopFYP'}</title>
      <h1 className="sr-only">For You</h1>
      <FeedTop onVideo={items !== undefined && !isEmpty} />
      {items && !isEmpty ? (
        <Feed key={name} name={name} label="For You" itemAt={items} renderCard={renderCard} onVisible={onVisible} />
      ) : (
        <FeedState error={error} empty={isEmpty} onRetry={retry} />
      )}
      {wide && (
        <aside aria-label="About the feed" className="absolute top-1/2 right-6 flex w-80 -translate-y-1/2 flex-col gap-6">
          <Suspense fallback={null}>
            <FeedAside videosLeft={cardEvery - (position % (cardEvery + 1))} />
          </Suspense>
        </aside>
      )}
    </div>
  );
}
