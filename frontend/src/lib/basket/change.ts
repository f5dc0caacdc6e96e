import type { Card } from '@/lib/api/types';
import { forgetBasket, linesOf, localBasket, sendBasket, setLocalBasket, type Change } from './local';

// What the shopper does to the basket. It changes this browser's copy at once.

/** maxQuantity is the largest quantity of a line that the API accepts. */
export const maxQuantity = 99;

/** quantityOf returns how many items of a product are in the basket. */
export const quantityOf = (productId: string): number =>
  linesOf(localBasket()).find((line) => line.productId === productId)?.quantity ?? 0;

/** setQuantity changes a product's quantity; 0 removes it. product is needed for one that is not in the basket. */
export function setQuantity(productId: string, quantity: number, product?: Card): void {
  const { pending, ...rest } = localBasket();
  const earlier = pending.find((change) => change.productId === productId);
  const shown = product ?? earlier?.product;
  const change: Change = {
    productId,
    quantity: Math.min(quantity, maxQuantity),
    at: Date.now(),
    ...(shown && { product: shown }),
  };
  setLocalBasket({ ...rest, pending: [...pending.filter((other) => other !== earlier), change] });
  sendBasket();
}

/** emptyBasket removes products that the shopper has bought from this browser's copy. */
export function emptyBasket(bought: readonly string[]): void {
  const { lines, checkout, pending } = localBasket();
  const left = lines.filter(({ productId }) => !bought.includes(productId));
  if (left.length === 0 && pending.every(({ productId }) => bought.includes(productId))) forgetBasket();
  else setLocalBasket({ lines: left, checkout, pending: pending.filter(({ productId }) => !bought.includes(productId)) });
}
