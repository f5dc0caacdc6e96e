import type { components } from '@/lib/api/schema';
import type { Card } from '@/lib/api/types';

// What the app reports, with the names and fields of the API. The API rejects a whole batch for one invalid field, so these
// functions leave out or shorten what is beyond its limits.

/** A ShopEvent is an event as the API takes it. */
export type ShopEvent = components['schemas']['Event'];

/** A NewEvent is an event before it waits: its ID and its age follow. */
export type NewEvent = Omit<ShopEvent, 'eventId' | 'ageMs'> & { eventId?: string };

export type Item = components['schemas']['MetricsItem'];
export type Surface = NonNullable<Item['itemListId']>;

/** A Place is where a list showed a product. */
export type Place = Pick<Item, 'itemListId' | 'index' | 'reason' | 'snapshot' | 'ranker' | 'arms' | 'card'>;

const maxText = 100; // bytes
const maxAmount = 1_000_000_000;
const maxQuantity = 99;

/** itemOf returns a product without its price. */
export function itemOf(product: Card): Item {
  const category = product.category?.[0];
  return { itemId: product.productId, ...(category && { itemCategory: cut(category) }) };
}

/** A Bought product has a quantity if it is in a basket. */
export type Bought = Card & { quantity?: number };

/** pricedEvent returns an event with the prices and quantities of products. place adds where each was shown. */
export function pricedEvent(
  name: NewEvent['name'],
  products: readonly Bought[],
  place: (product: Card) => Partial<Item>,
): NewEvent {
  const currency = products.find(({ price }) => price)?.price?.currency;
  const items = products.map((product) => {
    const { price, quantity } = product;
    const known = price && price.currency === currency && price.amount > 0 && price.amount <= maxAmount;
    return {
      ...itemOf(product),
      ...(known && { price: price.amount }),
      ...(quantity !== undefined && { quantity: Math.min(quantity, maxQuantity) }),
      ...place(product),
    };
  });
  return { name, items, ...(currency && { currency }) };
}

const encoder = new TextEncoder();

/** bytesOf returns the size of a text in UTF-8. */
export const bytesOf = (text: string): number => encoder.encode(text).length;

function cut(text: string): string {
  while (bytesOf(text) > maxText) text = text.slice(0, -1);
  return text;
}
