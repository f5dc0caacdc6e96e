import { expect, test } from 'vitest';
import { colorsOf } from '@/components/illustration/colors';
import { motifOf } from '@/components/illustration/motifOf';
import { demoCatalog } from '../fake/catalog';

test.each([
  ['the last noun of the title', { title: 'Kettledrum Carnival Bluetooth Party Speaker, Blue' }, 'speaker'],
  ['the product, not its purpose', { title: 'Ampera Case for Phones' }, 'phoneCase'],
  ['plurals', { title: 'Ben 10 Boys’ Omnitrix Light-Up Sneakers' }, 'sneaker'],
  ['the longest phrase', { title: 'Hallam & Pine Coffee Table' }, 'table'],
  [
    'nothing from the brand',
    { title: 'Third Owl Games Sushi Sprint', brand: 'Third Owl Games', category: ['Toys', 'Board Games'] },
    'boardGame',
  ],
  ['the category if the title matches nothing', { title: 'Omnitrix', category: ['Toys', 'Action Figures'] }, 'robot'],
  ['the category if the title is a name', { title: 'The Salt Road', category: ['Books', 'Fiction'] }, 'book'],
  ['whole words only', { title: 'Carpet' }, 'rug'],
  ['a gift if nothing matches', { title: 'Quux' }, 'gift'],
])('motifOf uses %s', (_, product, motif) => {
  expect(motifOf(product)).toBe(motif);
});

test('fewer than 1% of the demo catalog fall back to the gift', () => {
  const gifts = demoCatalog().filter((product) => motifOf(product) === 'gift');
  expect(gifts.length / demoCatalog().length).toBeLessThan(0.01);
});

test('the color in the title sets the main color; the longest name wins', () => {
  const navy = colorsOf('a', 'Fleece Quarter-Zip, Navy Blue');
  expect(colorsOf('b', 'Tent in navy blue').main).toBe(navy.main);
  expect(colorsOf('b', 'Tent in blue').main).not.toBe(navy.main);
});

test('without a color in the title, the product ID sets the colors, and they vary', () => {
  expect(colorsOf('app-0001', 'Kettle')).toEqual(colorsOf('app-0001', 'Kettle'));
  const mains = demoCatalog()
    .slice(0, 200)
    .map((p) => colorsOf(p.productId, '').main);
  expect(new Set(mains).size).toBeGreaterThan(8);
});

test('all colors are valid CSS', () => {
  for (const { productId, title } of demoCatalog()) {
    const { wall, ...rest } = colorsOf(productId, title);
    for (const color of [...Object.values(rest), ...wall]) expect(color).toMatch(/^hsl\(\d{1,3} \d{1,3}% \d{1,2}%\)$/);
  }
});
