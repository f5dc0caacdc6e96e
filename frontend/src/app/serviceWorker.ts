import { activateMessage } from '@/lib/offline';

/** startServiceWorker installs the service worker, and looks for a new version each time the shopper returns to the app. */
export async function startServiceWorker(): Promise<void> {
  const { serviceWorker, connection } = navigator as {
    serviceWorker?: ServiceWorkerContainer;
    connection?: { saveData?: boolean };
  };
  if (!import.meta.env.PROD || !serviceWorker || connection?.saveData) return;
  const registration = await serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  registration.waiting?.postMessage(activateMessage);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) registration.update().catch(() => undefined);
  });
}

const reloadedAt = 'shopfyp-reloaded';

/**
 * reloadOutdated reloads the page if a part of its version is gone because a new version was deployed. It does so at most
 * once a minute; after that, the page for errors appears.
 */
export function reloadOutdated(): void {
  if (!navigator.onLine || Date.now() - Number(sessionStorage.getItem(reloadedAt)) < 60_000) return;
  sessionStorage.setItem(reloadedAt, String(Date.now()));
  window.location.reload();
}
