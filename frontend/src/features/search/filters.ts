import type { Filters, FilterKind } from '@/lib/api/types';
import { price } from '@/lib/money';

/** A Said is one part of what a search was understood to say, in the shop's words. */
export type Said = { kind: FilterKind; words: string };

/** saidOf words what was understood, a part a kind. */
export function saidOf(wish: Filters): Said[] {
  const said: Said[] = [];
  const add = (kind: FilterKind, words: string | undefined) => words && said.push({ kind, words });
  add('price', priceOf(wish));
  add('recipient', recipientOf(wish));
  add('color', wish.colors?.length ? capital(wish.colors.join(' or ')) : undefined);
  add('without', wish.without?.length ? `Without ${wish.without.join(', ')}` : undefined);
  return said;
}

function priceOf({ minPrice, maxPrice }: Filters): string | undefined {
  if (minPrice && maxPrice) return `${price(minPrice)} to ${price(maxPrice)}`;
  if (maxPrice) return `Up to ${price(maxPrice)}`;
  return minPrice && `From ${price(minPrice)}`;
}

// Words that stand for many need no "your"; the others are somebody's.
const many = new Set(['women', 'men', 'girls', 'boys', 'kids', 'teens', 'adults']);

function recipientOf({ recipient, age }: Filters): string | undefined {
  if (!recipient) return undefined;
  const who = many.has(recipient) ? recipient : `your ${recipient}`;
  return `For ${who}${age ? `, ${age}` : ''}`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const kinds: readonly FilterKind[] = ['price', 'without', 'recipient', 'color'];

/** kindsIn reads the kinds that an address says the shopper has taken back. */
export const kindsIn = (param: string | null): FilterKind[] => kinds.filter((kind) => param?.split(',').includes(kind));
