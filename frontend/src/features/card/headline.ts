import { truncate } from '@/components/reasonText';
import type { Reason, Recommendation } from '@/lib/api/types';

const same = (a: Reason, b: Reason) => a.type === b.type && a.query === b.query && a.productId === b.productId;

type Headline = { kicker: string; title: string; mixed: boolean };

/**
 * headlineOf returns the headline of a card. mixed means that the products have different reasons, so each
 * row shows its own. Fallback cards have their own headline, because not only new shoppers see them.
 */
export function headlineOf(products: readonly Recommendation[], fallback = false): Headline {
  if (fallback) return { kicker: 'Your personal picks will be back soon', title: 'Popular right now', mixed: false };
  const first = products[0]?.reason;
  if (!first) return { kicker: 'Picked for you', title: 'Your picks', mixed: false };
  if (!products.every((p) => same(p.reason, first)))
    return { kicker: 'Picked for you', title: 'From your recent activity', mixed: true };
  if (first.type === 'search' && first.query)
    return { kicker: 'Because you searched for', title: `“${truncate(first.query, 60)}”`, mixed: false };
  if (first.type === 'click')
    return { kicker: 'Because you looked at', title: first.title ? truncate(first.title, 60) : 'a product', mixed: false };
  return { kicker: 'New here? Start with these', title: 'Popular right now', mixed: false };
}
