import { expect, test } from 'vitest';
import { coloursOf } from '@/components/illustration/colours';
import { motifOf } from '@/components/illustration/words';
import { demoCatalogue } from '../fake/catalogue';

test.each([
  ['a title’s last noun', { title: 'Kettledrum Carnival Bluetooth Party Speaker, Blue' }, 'speaker'],
  ['not what a thing is for', { title: 'Ampera Case for Phones' }, 'phoneCase'],
  ['plurals', { title: 'Ben 10 Boys’ Omnitrix Light-Up Sneakers' }, 'sneaker'],
  ['the longer phrase', { title: 'Hallam & Pine Coffee Table' }, 'table'],
  [
    'not the maker’s name',
    { title: 'Third Owl Games Sushi Sprint', brand: 'Third Owl Games', category: ['Toys', 'Board Games'] },
    'boardGame',
  ],
  ['the category where the title says nothing', { title: 'Omnitrix', category: ['Toys', 'Action Figures'] }, 'robot'],
  ['the category where titles are names', { title: 'The Salt Road', category: ['Books', 'Fiction'] }, 'book'],
  ['words only whole', { title: 'Carpet' }, 'rug'],
  ['a gift where nothing is known', { title: 'Quux' }, 'gift'],
])('a picture follows %s', (_, product, motif) => {
  expect(motifOf(product)).toBe(motif);
});

test('hardly any product of the demo catalogue is left with a gift', () => {
  const gifts = demoCatalogue().filter((product) => motifOf(product) === 'gift');
  expect(gifts.length / demoCatalogue().length).toBeLessThan(0.01);
});

test('a colour that the title names is the picture’s colour, the longest name first', () => {
  const navy = coloursOf('a', 'Fleece Quarter-Zip, Navy Blue');
  expect(coloursOf('b', 'Tent in navy blue').main).toBe(navy.main);
  expect(coloursOf('b', 'Tent in blue').main).not.toBe(navy.main);
});

test('without one, a product always has the same colours, and products have many', () => {
  expect(coloursOf('app-0001', 'Kettle')).toEqual(coloursOf('app-0001', 'Kettle'));
  const mains = demoCatalogue()
    .slice(0, 200)
    .map((p) => coloursOf(p.productId, '').main);
  expect(new Set(mains).size).toBeGreaterThan(8);
});

test('all colours are ones that a browser understands', () => {
  for (const { productId, title } of demoCatalogue()) {
    const { wall, ...rest } = coloursOf(productId, title);
    for (const colour of [...Object.values(rest), ...wall]) expect(colour).toMatch(/^hsl\(\d{1,3} \d{1,3}% \d{1,2}%\)$/);
  }
});
