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
export function cardOf({ description: _d, color: _c, updatedAt: _u, ...card }: Product): Card {
  return card;
}
