/// <reference lib="webworker" />
import { ExpirationPlugin } from 'workbox-expiration';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { createPartialResponse } from 'workbox-range-requests';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { activateMessage, savedChangedMessage, savedVideosCache } from './lib/offline';

// The service worker opens the app without a network. It never answers for the API, so it stores nothing about a shopper
// except the videos that the app puts into the cache of saved videos.

declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: { url: string; revision: string | null }[]; // scripts/service-worker.ts lists the built files

precacheAndRoute(__PRECACHE__, { directoryIndex: '', cleanURLs: false }); // pages have a route of their own
cleanupOutdatedCaches();
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// A page comes from the network if there is one, so nobody stays on an old version.
const pages = new NetworkFirst({
  cacheName: 'pages',
  networkTimeoutSeconds: 3,
  plugins: [
    {
      cacheWillUpdate: () => Promise.resolve(null),
      handlerDidError: async () => matchPrecache('/index.html'),
    },
  ],
});
registerRoute(new NavigationRoute(pages, { denylist: [/^\/api\//, /^\/__\//, /^\/console(\/|\?|$)/] }));

// Posters and the demo's pictures. Pictures of other sites are left to the browser, because their size is unknown here.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && /^\/(videos|pictures)\/.*\.(webp|svg)$/.test(url.pathname),
  new StaleWhileRevalidate({ cacheName: 'pictures', plugins: [new ExpirationPlugin({ maxEntries: 60 })] }),
);

// The worker answers only for saved videos. A stream that passes through it would keep it running, so that a new version
// waits. Whether it answers must be known at once, so it keeps the addresses in memory. Until they are read, it answers
// for all videos only without a network.
let savedFiles: ReadonlySet<string> | undefined;

async function readSaved(): Promise<void> {
  const cache = await caches.open(savedVideosCache);
  savedFiles = new Set((await cache.keys()).map(({ url }) => url));
}
void readSaved();

registerRoute(
  ({ url, request }) =>
    savedFiles ? savedFiles.has(url.href) : !navigator.onLine && /^(video|track)$/.test(request.destination),
  async ({ request }) => {
    const saved = await caches.match(request.url, { cacheName: savedVideosCache });
    if (!saved) return fetch(request);
    return request.headers.has('range') ? createPartialResponse(request, saved) : saved;
  },
);

// A new version waits until it controls only pages that it has the files for: the one that asks, and no others.
self.addEventListener('message', (event) => {
  if (event.data === savedChangedMessage) return event.waitUntil(readSaved());
  if (event.data !== activateMessage) return;
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((open) => {
      if (open.length <= 1) return self.skipWaiting();
    }),
  );
});
