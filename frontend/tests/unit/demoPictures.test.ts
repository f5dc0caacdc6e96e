import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { picturesOf } from '../../scripts/pictures/draw';
import { demoCatalog } from '../fake/catalog';

const drawn = new Map(demoCatalog().flatMap((product) => [...picturesOf(product)]));

test('public has the pictures of the demo catalog; npm run pictures draws them', () => {
  expect(
    readdirSync('public/pictures')
      .map((name) => `/pictures/${name}`)
      .sort(),
  ).toEqual([...drawn.keys()].sort());
  for (const [path, svg] of drawn) expect(readFileSync(`public${path}`, 'utf8')).toBe(svg);
});

test('products of one color have the same pictures, and the pictures of a product differ', () => {
  for (const product of demoCatalog()) {
    const own = [...picturesOf(product)];
    expect(new Set(own.map(([, svg]) => svg)).size).toBe(own.length);
    for (const [path, svg] of own) expect(drawn.get(path)).toBe(svg);
  }
});
