import type { Card } from '@/lib/api/types';
import type { Item, Place } from './event';
import { createTabStore } from './tabStore';

// Where each product was shown last on this device. A click, a basket and a purchase count for that list, so events carry it.

type Shown = Place & { at: number; queryHash?: string };
type Entries = Record<string, Shown>;

const maxEntries = 300; // the oldest go first
const maxAgeMs = 86_400_000; // the API's attribution window

const isEntries = (value: unknown): value is Entries => typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = createTabStore<Entries>('shown', {}, isEntries);

// Variants are one product to the shopper, who may buy another one than the list showed.
const keyOf = ({ itemGroupId, productId }: Pick<Card, 'itemGroupId' | 'productId'>) =>
  itemGroupId ? `group ${itemGroupId}` : `product ${productId}`;

/** rememberShown records that products were shown now. */
export function rememberShown(shown: readonly { product: Card; place: Place; queryHash?: string | undefined }[]): void {
  const at = Date.now();
  const next = { ...entries.get() };
  for (const { product, place, queryHash } of shown) {
    delete next[keyOf(product)]; // so that the newest is last
    next[keyOf(product)] = { ...place, at, ...(queryHash && { queryHash }) };
  }
  const kept = Object.entries(next).filter(([, entry]) => entry.at > at - maxAgeMs);
  entries.set(Object.fromEntries(kept.slice(-maxEntries)));
}

/** lastShown returns the list that showed a product last, and the time since then, or nothing if none did within a day. */
export function lastShown(product: Pick<Card, 'itemGroupId' | 'productId'>): Partial<Item> {
  const entry = entries.get()[keyOf(product)];
  const age = entry ? Date.now() - entry.at : Infinity;
  if (!entry || age > maxAgeMs) return {};
  const { at: _at, queryHash: _hash, ...place } = entry;
  return { ...place, shownMs: Math.max(0, age) };
}

/** lastQuery returns the hash of the query whose results showed a product last. */
export function lastQuery(product: Pick<Card, 'itemGroupId' | 'productId'>): string | undefined {
  const entry = entries.get()[keyOf(product)];
  return entry && Date.now() - entry.at <= maxAgeMs ? entry.queryHash : undefined;
}

/** forgetShown forgets where products were shown. */
export const forgetShown = (): void => entries.reset();
