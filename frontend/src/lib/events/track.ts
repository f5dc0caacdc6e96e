import type { BasketLine, Card, SearchResult } from '@/lib/api/types';
import { pricedEvent, type NewEvent } from './event';
import { report } from './queue';
import { lastQuery, lastShown } from './shown';

// What the shopper does with products, each with the list that showed it last.

/** viewedItem reports that the shopper saw a product page. */
export const viewedItem = (product: Card): void => report(ofOne('view_item', product));

/** addedToCart reports that the shopper put one more of a product in the basket. */
export const addedToCart = (product: Card): void => report(ofOne('add_to_cart', { ...product, quantity: 1 }));

/** beganCheckout reports that the shopper left the basket to buy products. */
export const beganCheckout = (lines: readonly BasketLine[]): void => reportLines('begin_checkout', lines);

/** purchased reports an order. Its ID is that of the event, so an order counts once. */
export const purchased = (lines: readonly BasketLine[], orderId: string): void => reportLines('purchase', lines, orderId);

/** searched reports a search that the API answered. */
export function searched({ queryHash }: SearchResult): void {
  if (queryHash) report({ name: 'search', queryHash });
}

const sawAlready = new WeakSet<SearchResult>();

/** sawResults reports that the shopper saw a result page, also an empty one. It reports each answer once. */
export function sawResults(result: SearchResult): void {
  const { queryHash, products, corrected } = result;
  if (!queryHash || sawAlready.has(result)) return;
  sawAlready.add(result);
  report({ name: 'view_search_results', queryHash, results: products.length, ...(corrected && { corrected: true }) });
}

function ofOne(name: NewEvent['name'], product: Card & { quantity?: number }): NewEvent {
  const queryHash = lastQuery(product);
  return { ...pricedEvent(name, [product], lastShown), ...(queryHash && { queryHash }) };
}

const maxItems = 50; // of an event

function reportLines(name: NewEvent['name'], lines: readonly BasketLine[], eventId?: string): void {
  if (lines.length === 0) return;
  report({ ...pricedEvent(name, lines.slice(0, maxItems), lastShown), ...(eventId && { eventId }) });
}
