import type { Card } from '@/lib/api/types';
import type { Item, Place, Surface } from './event';
import { createTabStore } from './tabStore';

// Where each product was shown last on this device. A click, a basket and a purchase count for that list, so events carry it.

/** lists holds when each list showed the product last. */
type Shown = Place & { at: number; queryHash?: string; lists?: Partial<Record<Surface, number>> };
type Entries = Record<string, Shown>;

const maxEntries = 300; // the oldest go first
const maxAgeMs = 86_400_000; // the API's attribution window

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = createTabStore<Entries>('shown', {}, isEntries);

// Variants are one product to the shopper, who may buy another one than the list showed.
const keyOf = ({ itemGroupId, productId }: Pick<Card, 'itemGroupId' | 'productId'>) =>
  itemGroupId ? `group ${itemGroupId}` : `product ${productId}`;

/** rememberShown records that a list showed products now. */
export function rememberShown(
  list: Surface,
  shown: readonly { product: Card; place: Place; queryHash?: string | undefined }[],
): void {
  const at = Date.now();
  const next = { ...entries.get() };
  for (const { product, place, queryHash } of shown) {
    const key = keyOf(product);
    const lists = { ...next[key]?.lists, [list]: at };
    delete next[key]; // so that the newest is last
    next[key] = { ...place, at, lists, ...(queryHash && { queryHash }) };
  }
  const kept = Object.entries(next).filter(([, entry]) => entry.at > at - maxAgeMs);
  entries.set(Object.fromEntries(kept.slice(-maxEntries)));
}

/** lastShown returns the list that showed a product last, and the time since then, or nothing if none did within a day. */
export function lastShown(product: Pick<Card, 'itemGroupId' | 'productId'>): Partial<Item> {
  const entry = entries.get()[keyOf(product)];
  const age = entry ? Date.now() - entry.at : Infinity;
  if (!entry || age > maxAgeMs) return {};
  const { at: _at, queryHash: _hash, lists: _lists, ...place } = entry;
  return { ...place, shownMs: Math.max(0, age) };
}

/** wasShownIn reports whether a list showed a product within a day. */
export const wasShownIn = (list: Surface, product: Card): boolean =>
  Date.now() - (entries.get()[keyOf(product)]?.lists?.[list] ?? 0) <= maxAgeMs;

/** lastQuery returns the hash of the query whose results showed a product last. */
export function lastQuery(product: Pick<Card, 'itemGroupId' | 'productId'>): string | undefined {
  const entry = entries.get()[keyOf(product)];
  return entry && Date.now() - entry.at <= maxAgeMs ? entry.queryHash : undefined;
}

/** forgetShown forgets where products were shown. */
export const forgetShown = (): void => entries.reset();
