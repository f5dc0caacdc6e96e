import { expect, test } from 'vitest';
import { following, forYou, itemAt, startingWith } from '@/features/feed/order';
import { demoPosts } from '#test/fake/posts';

const posts = demoPosts();
const all = forYou({ posts, complete: true });
const start = forYou({ posts: posts.slice(0, 4), complete: false });

test('a card follows every cardEvery videos, and no video is skipped', () => {
  const items = Array.from({ length: 9 }, (_, i) => itemAt(i, 2, all));
  expect(items.map((item) => item.kind)).toEqual(['video', 'video', 'card', 'video', 'video', 'card', 'video', 'video', 'card']);
  expect(items.flatMap((item) => (item.kind === 'card' ? [item.slot] : []))).toEqual([0, 1, 2]);
  expect(items.flatMap((item) => (item.kind === 'video' ? [item.post] : []))).toEqual(posts.slice(0, 6));
});

test('every lap shows every post once', () => {
  for (const lap of [0, 1, 2, 3, 40]) {
    const ids = posts.map((_, i) => all(lap * posts.length + i)!.id);
    expect(new Set(ids).size, `lap ${lap}`).toBe(posts.length);
  }
});

test('an index of the feed always returns the same video', () => {
  const forward = Array.from({ length: 500 }, (_, n) => all(n));
  const backward = Array.from({ length: 500 }, (_, i) => all(499 - i)).reverse();
  expect(backward).toEqual(forward);
});

test('a video that is not loaded yet is pending, and loading it moves no other', () => {
  expect(Array.from({ length: 6 }, (_, i) => itemAt(i, 10, start).kind)).toEqual([
    ...Array<string>(4).fill('video'),
    ...Array<string>(2).fill('pending'),
  ]);
  for (let n = 0; n < 4; n++) expect(all(n)).toBe(start(n));
  expect(forYou({ posts: [], complete: true })(0)).toBeUndefined();
});

test('a shared post comes first and the feed follows', () => {
  const shared = posts[7]!;
  const feed = startingWith([shared], all);
  expect(feed(0)).toBe(shared);
  expect(feed(1)).toBe(posts[0]);
});

test('following repeats the posts of the followed authors', () => {
  const theirs = following({ posts, complete: true }, new Set(['niadrives']))!;
  const handles = Array.from({ length: 20 }, (_, n) => theirs(n)!.handle);
  expect(new Set(handles)).toEqual(new Set(['niadrives']));
  expect(following({ posts, complete: true }, new Set())).toBeUndefined();
  const some = following({ posts, complete: false }, new Set(['niadrives']))!;
  expect(some(20)).toBeUndefined(); // there may be more
});
