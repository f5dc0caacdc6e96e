import { expect, test } from 'vitest';
import { following, forYou, itemAt, postById, startingWith } from '@/features/feed/order';
import { laps } from '@/features/feed/posts';

test('a card follows every cardEvery videos, and no video is skipped', () => {
  const items = Array.from({ length: 9 }, (_, i) => itemAt(i, 2, forYou));
  expect(items.map((item) => item.kind)).toEqual(['video', 'video', 'card', 'video', 'video', 'card', 'video', 'video', 'card']);
  expect(items.flatMap((item) => (item.kind === 'card' ? [item.slot] : []))).toEqual([0, 1, 2]);
  expect(items.flatMap((item) => (item.kind === 'video' ? [item.post] : []))).toEqual(
    Array.from({ length: 6 }, (_, n) => forYou(n)),
  );
});

test('every lap shows every clip once', () => {
  const perLap = laps[0]!.length;
  for (const lap of [0, 1, 2, 3, 40]) {
    const clips = Array.from({ length: perLap }, (_, i) => forYou(lap * perLap + i).clip.file);
    expect(new Set(clips).size, `lap ${lap}`).toBe(perLap);
  }
});

test('an index of the feed always returns the same video', () => {
  const forward = Array.from({ length: 500 }, (_, n) => forYou(n));
  const backward = Array.from({ length: 500 }, (_, i) => forYou(499 - i)).reverse();
  expect(backward).toEqual(forward);
});

test('post IDs are unique', () => {
  const ids = laps.flat().map((post) => post.id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('a shared post comes first and the feed follows', () => {
  const posts = startingWith([postById('aurora-sol')!]);
  expect(posts(0).id).toBe('aurora-sol');
  expect(posts(1)).toBe(forYou(0));
  expect(postById('unknown')).toBeUndefined();
});

test('following repeats the posts of the followed authors', () => {
  const posts = following(new Set(['niadrives']))!;
  const handles = Array.from({ length: 20 }, (_, n) => posts(n).handle);
  expect(new Set(handles)).toEqual(new Set(['niadrives']));
  expect(following(new Set())).toBeUndefined();
});
