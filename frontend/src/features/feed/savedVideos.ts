import { useCallback } from 'react';
import type { Post } from '@/lib/api/types';
import { savedChangedMessage, savedVideosCache } from '@/lib/offline';
import { createPersonalStore } from '@/lib/personalData';
import { useStore } from '@/lib/store';

// Saved posts stay in this browser with everything that playing them needs, so that they play without a network.

const isPost = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'author', 'handle', 'caption', 'about', 'videoUrl', 'posterUrl'].every(
    (field) => typeof (value as Record<string, unknown>)[field] === 'string',
  );

const saved = createPersonalStore<readonly Post[]>([], {
  area: 'local',
  key: 'saved-posts',
  isValid: (value): value is readonly Post[] => Array.isArray(value) && value.every(isPost),
});

/** useSaved returns whether a post is saved, and a function that changes it. */
export function useSaved(post: Post): [boolean, (on: boolean) => void] {
  const on = useStore(saved, (posts) => posts.some(({ id }) => id === post.id));
  const set = useCallback(
    (next: boolean) => {
      const others = saved.get().filter(({ id }) => id !== post.id);
      saved.set(next ? [...others, post] : others);
      keepSavedVideos().catch(() => undefined); // downloads what is missing the next time
    },
    [post],
  );
  return [on, set];
}

/** useSavedPosts returns the saved posts in the order in which they were saved. */
export const useSavedPosts = () => useStore(saved);

/** savedPosts returns the posts that the shopper saved, the latest first. */
export const savedPosts = (): Post[] => saved.get().toReversed();

/** keepSavedVideos downloads the saved videos for use without a network, and removes those that are no longer saved. */
export async function keepSavedVideos(): Promise<void> {
  if (!('caches' in window)) return;
  const files = saved.get().flatMap(({ posterUrl, videoUrl, captionsUrl }) => [posterUrl, videoUrl, captionsUrl ?? []].flat());
  const wanted = new Set(files.map((url) => new URL(url, window.location.origin).href));
  const cache = await caches.open(savedVideosCache);
  for (const request of await cache.keys()) {
    if (!wanted.delete(request.url)) await cache.delete(request);
  }
  await Promise.allSettled([...wanted].map((url) => cache.add(url))); // a missing file must not prevent the others
  navigator.serviceWorker?.controller?.postMessage(savedChangedMessage);
}
