import { expect, test } from 'vitest';
import { sortSizes } from '@/features/product/sizes';

test.each([
  ['L, M, S, XS', 'XS, S, M, L'],
  ['Large, Medium, Small, XX-Large', 'Small, Medium, Large, XX-Large'],
  ['10, 7.5, 11, 8', '7.5, 8, 10, 11'],
  ['1 TB, 128 GB, 64GB', '64GB, 128 GB, 1 TB'],
  ['1 l, 500 ml, 0,75 l', '500 ml, 0,75 l, 1 l'],
  ['Sand, Moss, Slate', 'Sand, Moss, Slate'],
  ['M, Tall', 'M, Tall'],
])('sizes %s in order are %s', (given, want) => {
  expect(sortSizes(given.split(/, (?!\d\d l)/))).toEqual(want.split(/, (?!\d\d l)/));
});
