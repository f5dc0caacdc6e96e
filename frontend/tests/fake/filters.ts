import type { FilterKind, Filters, Product } from '@/lib/api/types';

/** parseFilters finds filters in a query as the real shop does, but knows only a few phrases. It skips the ignored kinds. */
export function parseFilters(query: string, ignore: readonly FilterKind[]): Filters {
  const find = (kind: FilterKind, pattern: RegExp) =>
    ignore.includes(kind) ? undefined : pattern.exec(query.toLowerCase())?.[1];
  const maxPrice = find('price', /under \$(\d+)/);
  const recipient = find('recipient', /for my (?:\S+ )?(son|daughter)/);
  const age = recipient && find('recipient', /(\d+)-year-old/);
  const color = find('color', /\b(red|blue|black)\b/);
  const without = find('without', /without (\w+)/);
  const minRating = find('rating', /at least (\d) stars/);
  const cheapest = find('order', /(cheapest)/);
  return {
    ...(maxPrice && { maxPrice: { amount: Number(maxPrice) * 100, currency: 'USD' } }),
    ...(recipient && { recipient }),
    ...(age && { age: Number(age) }),
    ...(color && { colors: [color] }),
    ...(without && { without: [without] }),
    ...(minRating && { minRating: Number(minRating) }),
    ...(cheapest && { order: 'cheapest' as const }),
  };
}

/** fitsRating reports whether a product has at least the filters' minimum rating, or no ratings. */
export const fitsRating = ({ minRating = 0 }: Filters, { rating }: Product) => !rating || rating >= minRating;

/** fitsPrice reports whether a product costs at most the filters' maximum price. */
export const fitsPrice = ({ maxPrice }: Filters, { price }: Product) => !maxPrice || !price || price.amount <= maxPrice.amount;

/** correct corrects the one typing error that the fake shop knows. */
export const correct = (query: string) => query.replace('botle', 'bottle');
