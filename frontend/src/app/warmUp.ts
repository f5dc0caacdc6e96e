import { currentShopper, openSession } from '@/lib/auth/session';
import { isBasketUsed, sendBasket } from '@/lib/basket/local';
import { startServiceWorker } from './serviceWorker';

/**
 * warmUp signs the shopper in, installs the service worker, and loads the code of the card and the other pages while the
 * browser is idle. It ignores failures, because the app loads missing parts again when it needs them.
 */
export function warmUp(): void {
  whenIdle(() => {
    const ignore = () => undefined;
    openSession().then(openBasket).catch(ignore);
    startServiceWorker().catch(ignore);
    import('@/features/card/ShopCard').catch(ignore);
    whenIdle(() => {
      import('@/features/search/SearchPage').catch(ignore);
      import('@/features/product/ProductPage').catch(ignore);
    });
  });
}

// An anonymous shopper uses only this browser, which knows whether there is a basket.
function openBasket() {
  if (isBasketUsed() || currentShopper()?.email) sendBasket();
}

const whenIdle = (task: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(task, { timeout: 3000 }) : setTimeout(task, 500);
