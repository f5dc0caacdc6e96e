import { openSession } from '@/lib/auth/session';
import { startServiceWorker } from './serviceWorker';

/**
 * warmUp signs the shopper in, installs the service worker, and loads the code of the card and the other pages while the
 * browser is idle. It ignores failures, because the app loads missing parts again when it needs them.
 */
export function warmUp(): void {
  whenIdle(() => {
    const ignore = () => undefined;
    openSession().catch(ignore);
    startServiceWorker().catch(ignore);
    import('@/features/card/ShopCard').catch(ignore);
    whenIdle(() => {
      import('@/features/search/SearchPage').catch(ignore);
      import('@/features/product/ProductPage').catch(ignore);
    });
  });
}

const whenIdle = (task: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(task, { timeout: 3000 }) : setTimeout(task, 500);
