import type { Filters, FilterKind } from '@/lib/api/types';
import { formatPrice } from '@/lib/money';

/** A FilterChip is a filter that query understanding found, with its label. */
export type FilterChip = { kind: FilterKind; label: string };

/** chipsOf returns one chip for each kind of filter that is set. */
export function chipsOf(filters: Filters): FilterChip[] {
  const chips: FilterChip[] = [];
  const add = (kind: FilterKind, label: string | undefined) => label && chips.push({ kind, label });
  add('price', priceLabel(filters));
  add('recipient', recipientLabel(filters));
  add('color', filters.colors?.length ? capitalize(filters.colors.join(' or ')) : undefined);
  add('rating', filters.minRating ? ratingLabel(filters.minRating) : undefined);
  add('order', filters.order && orderLabels[filters.order]);
  add('without', filters.without?.length ? `Without ${filters.without.join(', ')}` : undefined);
  return chips;
}

function priceLabel({ minPrice, maxPrice }: Filters): string | undefined {
  if (minPrice && maxPrice) return `${formatPrice(minPrice)} to ${formatPrice(maxPrice)}`;
  if (maxPrice) return `Up to ${formatPrice(maxPrice)}`;
  return minPrice && `From ${formatPrice(minPrice)}`;
}

const ratingLabel = (stars: number) => (stars === 5 ? '5 stars' : `${stars} ${stars === 1 ? 'star' : 'stars'} and up`);

const orderLabels: Record<NonNullable<Filters['order']>, string> = {
  cheapest: 'Cheapest first',
  priciest: 'Most expensive first',
  newest: 'Newest first',
  bestRated: 'Best rated first',
};

// Groups have no "your", as in "For women". Other recipients have it, as in "For your son".
const groups = new Set(['women', 'men', 'girls', 'boys', 'kids', 'teens', 'adults']);

function recipientLabel({ recipient, age }: Filters): string | undefined {
  if (!recipient) return undefined;
  const name = groups.has(recipient) ? recipient : `your ${recipient}`;
  return `For ${name}${age ? `, ${age}` : ''}`;
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const kinds: readonly FilterKind[] = ['price', 'without', 'recipient', 'color', 'rating', 'order'];

/** parseIgnored reads the URL parameter that lists the filters that the shopper removed. */
export const parseIgnored = (param: string | null): FilterKind[] => kinds.filter((kind) => param?.split(',').includes(kind));

/** asTypedLink returns the URL of the results of a query without a correction. */
export const asTypedLink = (query: string) => `/search?${new URLSearchParams({ q: query, exact: '1' })}`;

/** parseAsTyped reads the URL parameter that turns the correction off. */
export const parseAsTyped = (param: string | null): boolean => param === '1';
