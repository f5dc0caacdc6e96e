import { expect, test } from 'vitest';
import { chipsOf, parseIgnored } from '@/features/search/filters';

const usd = (amount: number) => ({ amount, currency: 'USD' });

test.each([
  [{}, []],
  [{ maxPrice: usd(5000) }, ['Up to $50.00']],
  [{ minPrice: usd(2000) }, ['From $20.00']],
  [{ minPrice: usd(2000), maxPrice: usd(4000) }, ['$20.00 to $40.00']],
  [{ recipient: 'son', age: 10 }, ['For your son, 10']],
  [{ recipient: 'women' }, ['For women']],
  [{ minRating: 4 }, ['4 stars and up']],
  [{ minRating: 5, order: 'cheapest' as const }, ['5 stars', 'Cheapest first']],
  [{ order: 'bestRated' as const }, ['Best rated first']],
  [{ colors: ['red', 'silver'], without: ['lace', 'wheels'] }, ['Red or silver', 'Without lace, wheels']],
])('chipsOf(%j) has the labels %j', (filters, labels) => {
  expect(chipsOf(filters).map((chip) => chip.label)).toEqual(labels);
});

test('parseIgnored keeps only known kinds', () => {
  expect(parseIgnored(null)).toEqual([]);
  expect(parseIgnored('order,color,nonsense,price')).toEqual(['price', 'color', 'order']);
});
