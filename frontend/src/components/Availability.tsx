import type { Card } from '@/lib/api/types';
import { availabilityText, canBeBought } from '@/lib/availability';

/** Availability says that a product is sold out, or when it ships. It renders nothing for a product in stock. */
export function Availability({
  product,
  className = '',
}: {
  product: Pick<Card, 'availability' | 'availabilityDate'>;
  className?: string;
}) {
  const text = availabilityText(product);
  if (!text) return null;
  const look = canBeBought(product) ? 'bg-paper-2 text-ink-2' : 'bg-ink text-paper';
  return <p className={`self-start rounded-2xl px-2.5 py-0.5 text-xs font-bold ${look} ${className}`}>{text}</p>;
}
