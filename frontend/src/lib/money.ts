import type { Card, Money } from '@/lib/api/types';

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string): Intl.NumberFormat {
  let format = formats.get(currency);
  if (!format) formats.set(currency, (format = new Intl.NumberFormat('en', { style: 'currency', currency })));
  return format;
}

/** minorDigits returns the number of digits of a currency's minor unit: 2 for USD, 0 for JPY. */
export function minorDigits(currency: string): number {
  try {
    return formatFor(currency).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2; // not a currency code
  }
}

/** formatPrice formats an amount in minor units: { amount: 4999, currency: 'USD' } is "$49.99". */
export function formatPrice({ amount, currency }: Money): string {
  try {
    return formatFor(currency).format(amount / 10 ** minorDigits(currency));
  } catch {
    return `${(amount / 100).toFixed(2)} ${currency}`; // not a currency code
  }
}

/** savingPercent returns the discount from the list price in percent, or 0 if there is none. */
export function savingPercent({ price, listPrice }: Pick<Card, 'price' | 'listPrice'>): number {
  if (!price || !listPrice || listPrice.currency !== price.currency || listPrice.amount <= price.amount) return 0;
  return Math.round((1 - price.amount / listPrice.amount) * 100);
}
