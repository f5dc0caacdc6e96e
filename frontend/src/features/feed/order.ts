import type { Post } from '@/lib/api/types';
import type { PostList } from './posts';

/** An Item is one screen of the feed: a video, one that is not loaded yet, or a card. Slots number the cards. */
export type Item =
  | { kind: 'video'; index: number; post: Post }
  | { kind: 'pending'; index: number }
  | { kind: 'card'; index: number; slot: number };

/** ItemAt returns the item at an index of an endless feed. */
export type ItemAt = (index: number) => Item;

/** PostAt returns the n-th video of a feed, or undefined if it is not loaded yet. */
export type PostAt = (n: number) => Post | undefined;

/** itemAt returns the item at an index of a feed with a card after every cardEvery videos. */
export function itemAt(index: number, cardEvery: number, postAt: PostAt): Item {
  const period = cardEvery + 1;
  const slot = Math.floor(index / period);
  if (index % period === cardEvery) return { kind: 'card', index, slot };
  return videoItem(index, postAt(index - slot));
}

/** videoItem returns the item of a video at an index. */
export const videoItem = (index: number, post: Post | undefined): Item =>
  post ? { kind: 'video', index, post } : { kind: 'pending', index };

/** forYou returns the videos of the For You page: first all posts in order, then endlessly in other orders. */
export function forYou({ posts, complete }: PostList): PostAt {
  const shuffled = shuffler(posts.length);
  return (n) => {
    if (n < posts.length) return posts[n];
    return complete && posts.length > 0 ? posts[shuffled(Math.floor(n / posts.length))[n % posts.length]!] : undefined;
  };
}

/** following returns the videos of the given authors, again and again. It returns undefined if they have none. */
export function following({ posts, complete }: PostList, handles: ReadonlySet<string>): PostAt | undefined {
  const theirs = posts.filter((post) => handles.has(post.handle));
  if (theirs.length === 0) return undefined;
  return (n) => theirs[complete ? n % theirs.length : n];
}

/** startingWith returns a feed after other posts. */
export const startingWith =
  (first: readonly Post[], rest: PostAt): PostAt =>
  (n) =>
    first[n] ?? rest(n - first.length);

// shuffler returns a function for the order of a lap. It is deterministic, so that scrolling back shows the same videos.
function shuffler(length: number): (lap: number) => number[] {
  let cached: { lap: number; order: number[] } | undefined;
  return (lap) => {
    if (cached?.lap !== lap) {
      const order = Array.from({ length }, (_, i) => i);
      for (let i = length - 1; i > 0; i--) {
        const j = Math.floor(random(lap * 101 + i) * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      cached = { lap, order };
    }
    return cached.order;
  };
}

function random(seed: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** videoPath returns the path of a post's own page. */
export const videoPath = (id: string) => `/video/${encodeURIComponent(id)}`;
