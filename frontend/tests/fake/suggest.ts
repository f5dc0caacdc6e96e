import type { Product, Suggestion } from '@/lib/api/types';
import { groupOf } from './catalog.ts';

/** popularQueries are the queries that enough shoppers of the fake shop made, most popular first. */
export const popularQueries = [
  'bluetooth speaker',
  'water bottle',
  'running shoes',
  'camping tent',
  'wireless headphones',
  'board game',
];

const limits = { query: 3, category: 1, brand: 1, product: 3 } satisfies Record<Suggestion['kind'], number>;

/** suggest returns the queries, names and products in which a word begins with a text. It knows no typing errors. */
export function suggest(products: readonly Product[], typed: string, limit: number): Suggestion[] {
  const names = (kind: 'category' | 'brand', of: (product: Product) => string[]) =>
    [...new Set(products.flatMap(of))].map((text) => ({ kind, text }));
  const groups = new Map(products.map((product) => [groupOf(product), product]));
  const candidates = [
    ...popularQueries.map((text) => ({ kind: 'query' as const, text })),
    ...names('category', ({ category = [] }) => category),
    ...names('brand', ({ brand }) => (brand ? [brand] : [])),
    ...[...groups.values()].map(({ productId, title: text, imageUrl }) => ({
      kind: 'product' as const,
      text,
      productId,
      ...(imageUrl && { imageUrl }),
    })),
  ];
  const left = { ...limits };
  return candidates
    .flatMap((candidate) => {
      const at = ` ${candidate.text}`.toLowerCase().indexOf(` ${typed.trim().toLowerCase()}`);
      return at < 0 ? [] : [{ ...candidate, matchStart: at, matchEnd: at + typed.trim().length }];
    })
    .filter(({ kind }) => left[kind]-- > 0)
    .slice(0, limit);
}
