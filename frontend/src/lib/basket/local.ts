import type { BasketLine, Card, Checkout } from '@/lib/api/types';
import { createPersonalStore } from '@/lib/personalData';
import { keyPrefix, useStore } from '@/lib/store';

// This browser's copy of the shopper's basket: the lines that the API returned last, and the changes that it has not
// received yet. The copy works without a network and without an account. It is small, because the navigation shows its
// count; sync.ts, which talks to the API, loads when the shopper uses the basket.

/** A Change is what the shopper did to a product on this device. */
export type Change = {
  productId: string;
  quantity: number;
  /** by this device's clock */
  at: number;
  /** the product as the shopper saw it when they added it */
  product?: Card;
};

export type LocalBasket = { lines: BasketLine[]; checkout: Checkout | null; pending: Change[] };

const empty: LocalBasket = { lines: [], checkout: null, pending: [] };
const key = 'basket';
const isValid = (value: unknown): value is LocalBasket =>
  typeof value === 'object' && value !== null && 'lines' in value && 'checkout' in value && 'pending' in value;

const local = createPersonalStore<LocalBasket>(empty, { area: 'local', key, isValid });

/** localBasket returns this browser's copy. */
export const localBasket = (): LocalBasket => local.get();

/** setLocalBasket replaces this browser's copy. */
export const setLocalBasket = (next: LocalBasket): void => local.set(next);

/** forgetBasket removes this browser's copy. */
export const forgetBasket = (): void => local.reset();

/** linesOf returns the lines as the shopper wants them: those of the API after the changes that it has not received. */
export function linesOf({ lines, pending }: LocalBasket): BasketLine[] {
  const changed = new Map(pending.map((change) => [change.productId, change]));
  const kept = lines
    .map((line) => ({ ...line, quantity: changed.get(line.productId)?.quantity ?? line.quantity }))
    .filter(({ quantity }) => quantity > 0);
  const known = new Set(lines.map(({ productId }) => productId));
  const added = pending.filter((change) => change.quantity > 0 && change.product && !known.has(change.productId));
  return [...kept, ...added.map(addedLine)];
}

const addedLine = ({ product, quantity, at }: Change): BasketLine => ({
  ...product!,
  quantity,
  status: 'available',
  addedAt: new Date(at).toISOString(),
});

/** sendBasket sends the waiting changes to the API. They wait on if that fails. */
export function sendBasket(): void {
  import('./sync').then(({ syncBasket }) => syncBasket()).catch(() => undefined);
}

/** isBasketUsed reports whether the basket has lines, or changes to send. */
export const isBasketUsed = (): boolean => local.get().lines.length > 0 || local.get().pending.length > 0;

/** useLocalBasket returns this browser's copy. */
export const useLocalBasket = (): LocalBasket => useStore(local);

/** useBasketCount returns the number of items in the basket. */
export const useBasketCount = (): number =>
  useStore(local, (basket) => linesOf(basket).reduce((sum, { quantity }) => sum + quantity, 0));

window.addEventListener('online', () => {
  if (local.get().pending.length > 0) sendBasket();
});

// Another tab of this browser has changed the copy.
window.addEventListener('storage', (event) => {
  if (event.key !== keyPrefix + key) return;
  const value: unknown = JSON.parse(event.newValue ?? 'null');
  if (value === null) local.reset();
  else if (isValid(value) && JSON.stringify(value) !== JSON.stringify(local.get())) local.set(value);
});
