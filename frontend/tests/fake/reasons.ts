import type { Interaction, Recommendation } from '@/lib/api/types';

/** reasonOf returns why a card shows products for an interaction. */
export const reasonOf = (x: Interaction): Recommendation['reason'] =>
  x.type === 'search'
    ? { type: 'search', interactionId: x.id, query: x.query ?? '' }
    : {
        type: x.type === 'purchase' ? 'purchase' : 'click',
        interactionId: x.id,
        productId: x.productId ?? '',
        ...(x.title && { title: x.title }),
      };
