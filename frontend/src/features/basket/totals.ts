import type { BasketLine, Money } from '@/lib/api/types';

export type Totals = { items: number; sums: Money[]; unpriced: number };

/** totalsOf adds up the lines, one sum for each currency. It counts the items without a price. */
export function totalsOf(lines: readonly BasketLine[]): Totals {
  const sums = new Map<string, number>();
  let items = 0;
  let unpriced = 0;
  for (const { price, quantity } of lines) {
    items += quantity;
    if (price) sums.set(price.currency, (sums.get(price.currency) ?? 0) + price.amount * quantity);
    else unpriced += quantity;
  }
  return { items, unpriced, sums: [...sums].map(([currency, amount]) => ({ currency, amount })) };
}

/** itemsText says how many items there are. */
export const itemsText = (items: number): string => (items === 1 ? '1 item' : `${items} items`);
