import type { Money } from '@/lib/api/types';
import { minorDigits } from '@/lib/money';
import { textOf } from '../../lib/forms';
import type { ProductEdit, ProductView } from '../../lib/types';

type Result = { edit?: ProductEdit; problem?: { field: string; text: string } };

/** priceField returns an amount as its reader edits it: { amount: 4999, currency: 'USD' } is "49.99". */
export const priceField = (price: Money | undefined): string =>
  price ? (price.amount / 10 ** minorDigits(price.currency)).toFixed(minorDigits(price.currency)) : '';

/** parsePrice reads an amount that priceField could have written. It returns undefined for anything else. */
export function parsePrice(text: string, currency: string): Money | undefined {
  const digits = minorDigits(currency);
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > digits) return undefined;
  return { amount: Number(whole + fraction.padEnd(digits, '0')), currency };
}

/** An amount that the API reads as no price, and as the end of a sale. */
const unknown: Money = { amount: 0, currency: '' };

/** editOf returns the fields that the form changed, or the first one that is not valid. It returns neither if none changed. */
export function editOf({ product, version }: ProductView, form: FormData): Result {
  const text = (name: string) => textOf(form, name);
  const currency = (product.price ?? product.salePrice)?.currency ?? 'USD';
  const edit: ProductEdit = { version };
  for (const name of ['price', 'salePrice'] as const) {
    if (text(name).trim() === priceField(product[name])) continue;
    const price = text(name).trim() ? parsePrice(text(name), currency) : unknown;
    if (!price) return { problem: { field: name, text: `Enter an amount such as ${priceField({ amount: 4999, currency })}.` } };
    edit[name] = price;
  }
  if (text('availability') !== (product.availability ?? 'in_stock')) edit.availability = text('availability') as never;
  if (text('state') !== (product.state ?? '')) edit.state = text('state') as never;
  return Object.keys(edit).length > 1 ? { edit } : {};
}
