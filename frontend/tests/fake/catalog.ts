import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Card, Product } from '@/lib/api/types';

let products: Product[] | undefined;

/** demoCatalogue is the demo catalogue that ships with the project. */
export function demoCatalogue(): Product[] {
  products ??= readFileSync(path.resolve(process.cwd(), '../tools/demo/data/products.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Product);
  return products;
}

/** cardOf is what of a product a card shows. */
export function cardOf({ description: _d, color: _c, updatedAt: _u, ...card }: Product): Card {
  return card;
}
