import type { Product, Filters, FilterKind } from '@/lib/api/types';

/** understoodOf is what the fake shop understands of a query: a price in dollars, a colour, a son or daughter and their age, a thing to be without. */
export function understoodOf(query: string, ignore: readonly FilterKind[]): Filters {
  const said = (kind: FilterKind, pattern: RegExp) => (ignore.includes(kind) ? undefined : pattern.exec(query.toLowerCase())?.[1]);
  const most = said('price', /under \$(\d+)/);
  const recipient = said('recipient', /for my (?:\S+ )?(son|daughter)/);
  const age = recipient && said('recipient', /(\d+)-year-old/);
  const color = said('color', /\b(red|blue|black)\b/);
  const without = said('without', /without (\w+)/);
  return {
    ...(most && { maxPrice: { amount: Number(most) * 100, currency: 'USD' } }),
    ...(recipient && { recipient }),
    ...(age && { age: Number(age) }),
    ...(color && { colors: [color] }),
    ...(without && { without: [without] }),
  };
}

/** suits reports whether a product costs no more than was said. */
export const suits = ({ maxPrice }: Filters, { price }: Product) => !maxPrice || !price || price.amount <= maxPrice.amount;
