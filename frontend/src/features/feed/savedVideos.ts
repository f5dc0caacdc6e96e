import { savedVideosCache } from '@/lib/offline';
import { postById } from './order';
import { posterUrl, videoUrl, type Post } from './posts';
import { savedIds } from './preferences';

/** savedPosts returns the posts that the shopper saved, the latest first. */
export function savedPosts(): Post[] {
  return savedIds()
    .toReversed()
    .flatMap((id) => postById(id) ?? []);
}

/** keepSavedVideos downloads the saved videos for use without a network, and removes those that are no longer saved. */
export async function keepSavedVideos(): Promise<void> {
  if (!('caches' in window)) return;
  const wanted = new Set(savedPosts().flatMap(({ clip }) => [posterUrl(clip), videoUrl(clip)]));
  const cache = await caches.open(savedVideosCache);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!wanted.delete(pathname)) await cache.delete(request);
  }
  await cache.addAll(wanted);
}
