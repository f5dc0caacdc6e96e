import { laps, type Post } from './posts';

/** An Item is one screen of the feed: a video, or the card that stands at a slot. */
export type Item = { kind: 'video'; index: number; post: Post } | { kind: 'card'; index: number; slot: number };

/** itemAt is what stands at a place of the feed, which has no end: a card after every cardEvery videos. */
export function itemAt(index: number, cardEvery: number, posts: (n: number) => Post): Item {
  const period = cardEvery + 1;
  const slot = Math.floor(index / period);
  if (index % period === cardEvery) return { kind: 'card', index, slot };
  return { kind: 'video', index, post: posts(index - slot) };
}

const perLap = laps[0]!.length;

/** forYou is the n-th video of the For You page: the laps as they are written, then shuffled ones, for ever. */
export function forYou(n: number): Post {
  const lap = Math.floor(n / perLap);
  const posts = laps[lap % laps.length]!;
  return posts[(lap < laps.length ? unshuffled : shuffled(lap))[n % perLap]!]!;
}

/** following is the n-th video of those whom the shopper follows; undefined where there is none. */
export function following(handles: ReadonlySet<string>): ((n: number) => Post) | undefined {
  const posts = laps.flat().filter((post) => handles.has(post.handle));
  return posts.length ? (n) => posts[n % posts.length]! : undefined;
}

const unshuffled = Array.from({ length: perLap }, (_, i) => i);
let kept: { lap: number; order: number[] } | undefined;

// shuffled is the order of a lap, the same whenever it is asked for, so that scrolling back shows what was there.
function shuffled(lap: number): number[] {
  if (kept?.lap !== lap) {
    const order = [...unshuffled];
    for (let i = perLap - 1; i > 0; i--) {
      const j = Math.floor(random(lap * 101 + i) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    kept = { lap, order };
  }
  return kept.order;
}

function random(seed: number): number {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

/** startingWith is the For You page for someone who came by a post's link: that one first. */
export function startingWith(postId: string): (n: number) => Post {
  const first = laps.flat().find((post) => post.id === postId);
  return first ? (n) => (n === 0 ? first : forYou(n - 1)) : forYou;
}
