import { short } from '@/components/because';
import type { Reason, Recommendation } from '@/lib/api/types';

const same = (a: Reason, b: Reason) => a.type === b.type && a.query === b.query && a.productId === b.productId;

type Headline = { kicker: string; title: string; mixed: boolean };

/**
 * headlineOf says of a whole card why it is here, and whether its products have different reasons, each to be said.
 * A card that only stands in is for somebody who may not be new at all.
 */
export function headlineOf(products: readonly Recommendation[], standIn = false): Headline {
  if (standIn) return { kicker: 'Your own picks are back soon', title: 'Popular right now', mixed: false };
  const first = products[0]?.reason;
  if (!first) return { kicker: 'Picked for you', title: 'Your picks', mixed: false };
  if (!products.every((p) => same(p.reason, first)))
    return { kicker: 'Picked for you', title: 'From your latest looks', mixed: true };
  if (first.type === 'search' && first.query)
    return { kicker: 'Because you searched', title: `“${short(first.query, 60)}”`, mixed: false };
  if (first.type === 'click')
    return { kicker: 'Because you looked at', title: first.title ? short(first.title, 60) : 'a product', mixed: false };
  return { kicker: 'New here? Start with these', title: 'Popular right now', mixed: false };
}
