import { laps, type Post } from './posts';

/** An Item is one screen of the feed: a video or a card. Slots number the cards. */
export type Item = { kind: 'video'; index: number; post: Post } | { kind: 'card'; index: number; slot: number };

/** ItemAt returns the item at an index of an endless feed. */
export type ItemAt = (index: number) => Item;

/** itemAt returns the item at an index of a feed with a card after every cardEvery videos. */
export function itemAt(index: number, cardEvery: number, posts: (n: number) => Post): Item {
  const period = cardEvery + 1;
  const slot = Math.floor(index / period);
  if (index % period === cardEvery) return { kind: 'card', index, slot };
  return { kind: 'video', index, post: posts(index - slot) };
}

const perLap = laps[0]!.length;

/** forYou returns the n-th video of the For You page: first the laps in order, then endless shuffled laps. */
export function forYou(n: number): Post {
  const lap = Math.floor(n / perLap);
  const posts = laps[lap % laps.length]!;
  return posts[(lap < laps.length ? unshuffled : shuffled(lap))[n % perLap]!]!;
}

/** following returns a function for the n-th video of the given authors, or undefined if they have none. */
export function following(handles: ReadonlySet<string>): ((n: number) => Post) | undefined {
  const posts = laps.flat().filter((post) => handles.has(post.handle));
  return posts.length ? (n) => posts[n % posts.length]! : undefined;
}

const unshuffled = Array.from({ length: perLap }, (_, i) => i);
let cached: { lap: number; order: number[] } | undefined;

// shuffled returns the order of a lap. It is deterministic, so that scrolling back shows the same videos.
function shuffled(lap: number): number[] {
  if (cached?.lap !== lap) {
    const order = [...unshuffled];
    for (let i = perLap - 1; i > 0; i--) {
      const j = Math.floor(random(lap * 101 + i) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    cached = { lap, order };
  }
  return cached.order;
}

function random(seed: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** postById returns the post with an ID, or undefined if there is none. */
export const postById = (id: string): Post | undefined => laps.flat().find((post) => post.id === id);

/** startingWith returns the For You page after other posts. */
export const startingWith =
  (first: readonly Post[]) =>
  (n: number): Post =>
    first[n] ?? forYou(n - first.length);

/** videoPath returns the path of a post's own page. */
export const videoPath = (id: string) => `/video/${encodeURIComponent(id)}`;
