import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Card, Product } from '@/lib/api/types';

let products: Product[] | undefined;

/** demoCatalog returns the demo catalog that ships with the project. */
export function demoCatalog(): Product[] {
  products ??= readFileSync(path.resolve(process.cwd(), '../tools/demo/data/products.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Product);
  return products;
}

/** cardOf returns the part of a product that a card shows. */
export function cardOf(product: Product): Card {
  const { description: _d, updatedAt: _u, variants: _v, additionalImageUrls: _i, sku: _s, gtin: _g, mpn: _m, ...card } = product;
  return card;
}
