import { openSession } from '@/lib/auth/session';

/**
 * warmUp gets ready, once the first video is on its way, what the shopper will need soon: who they
 * are, the card's code, and the other pages'. A failure means only that it is fetched when needed.
 */
export function warmUp(): void {
  whenIdle(() => {
    const quietly = () => undefined;
    openSession().catch(quietly);
    import('@/features/card/ShopCard').catch(quietly);
    whenIdle(() => {
      import('@/features/search/SearchPage').catch(quietly);
      import('@/features/product/ProductPage').catch(quietly);
    });
  });
}

const whenIdle = (act: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(act, { timeout: 3000 }) : setTimeout(act, 500);
