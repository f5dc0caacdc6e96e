import { expect, test } from 'vitest';
import { kindsIn, saidOf } from '@/features/search/wishes';

const usd = (amount: number) => ({ amount, currency: 'USD' });

test.each([
  [{}, []],
  [{ maxPrice: usd(5000) }, ['Up to $50.00']],
  [{ minPrice: usd(2000) }, ['From $20.00']],
  [{ minPrice: usd(2000), maxPrice: usd(4000) }, ['$20.00 to $40.00']],
  [{ recipient: 'son', age: 10 }, ['For your son, 10']],
  [{ recipient: 'women' }, ['For women']],
  [{ colors: ['red', 'silver'], without: ['lace', 'wheels'] }, ['Red or silver', 'Without lace, wheels']],
])('%j is worded', (wish, words) => {
  expect(saidOf(wish).map((said) => said.words)).toEqual(words);
});

test('an address names the kinds taken back', () => {
  expect(kindsIn(null)).toEqual([]);
  expect(kindsIn('color,nonsense,price')).toEqual(['price', 'color']);
});
