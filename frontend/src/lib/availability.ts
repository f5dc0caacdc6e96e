import type { Card } from '@/lib/api/types';

type Offered = Pick<Card, 'availability' | 'availabilityDate'>;

/** canBeBought reports whether a shopper can order the product. */
export const canBeBought = ({ availability }: Offered): boolean =>
  availability !== 'out_of_stock' && availability !== 'discontinued';

/** availabilityText says what is special about a product's availability, or nothing if it is in stock. */
export function availabilityText(product: Offered): string | undefined {
  const { availability, availabilityDate } = product;
  if (!canBeBought(product)) return 'Sold out';
  if (availability !== 'preorder' && availability !== 'backorder') return undefined;
  const name = availability === 'preorder' ? 'Preorder' : 'Backorder';
  return availabilityDate ? `${name}: ships ${formatDate(availabilityDate)}` : name;
}

const formatDate = (date: string): string =>
  new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(date));
