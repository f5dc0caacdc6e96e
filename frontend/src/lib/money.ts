import type { Card, Money } from '@/lib/api/types';

const formats = new Map<string, Intl.NumberFormat>();

function format(currency: string): Intl.NumberFormat {
  let f = formats.get(currency);
  if (!f) formats.set(currency, (f = new Intl.NumberFormat('en', { style: 'currency', currency })));
  return f;
}

/** price writes an amount in minor units as shoppers read it: { amount: 4999, currency: 'USD' } is "$49.99". */
export function price({ amount, currency }: Money): string {
  try {
    const f = format(currency);
    return f.format(amount / 10 ** (f.resolvedOptions().maximumFractionDigits ?? 2));
  } catch {
    return `${(amount / 100).toFixed(2)} ${currency}`; // a code that no browser knows
  }
}

/** saving is how many per cent the price lies below the list price, or 0. */
export function saving({ price, listPrice }: Pick<Card, 'price' | 'listPrice'>): number {
  if (!price || !listPrice || listPrice.currency !== price.currency || listPrice.amount <= price.amount) return 0;
  return Math.round((1 - price.amount / listPrice.amount) * 100);
}
