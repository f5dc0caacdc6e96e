import { formatPrice } from '@/lib/money';
import type { Money } from '@/lib/api/types';

/** fieldText formats the value of a product's field for readers. */
export function fieldText(value: unknown): string {
  if (Array.isArray(value)) return value.map(fieldText).join(' › ');
  if (isMoney(value)) return formatPrice(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(fieldText).join(': ');
  return String(value);
}

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
