import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Card, Product } from '@/lib/api/types';

let products: Product[] | undefined;

/** demoCatalog returns the demo catalog that ships with the project, as the API answers with it today. */
export function demoCatalog(): Product[] {
  products ??= readFileSync(path.resolve(process.cwd(), '../tools/demo/data/products.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Product)
    .filter(({ state }) => !state)
    .map((product) => at(product, new Date()));
  return products;
}

// at returns a product with its current price and without the other fields of the sale.
function at({ salePrice, saleStart, saleEnd, ...product }: Product, now: Date): Product {
  const begun = !saleStart || new Date(saleStart) <= now;
  if (!salePrice || !begun || (saleEnd && new Date(saleEnd) <= now)) return product;
  return { ...product, price: salePrice, listPrice: product.listPrice ?? product.price, ...(saleEnd && { saleEnd }) };
}

/** groupOf returns what identifies a product to a shopper: variants of one product have the same group. */
export const groupOf = ({ itemGroupId, productId }: Pick<Product, 'itemGroupId' | 'productId'>): string =>
  itemGroupId ?? productId;

const cardFields = [
  'productId',
  'title',
  'brand',
  'category',
  'price',
  'listPrice',
  'saleEnd',
  'availability',
  'availabilityDate',
  'rating',
  'ratingCount',
  'imageUrl',
  'url',
] as const;
const variantFields = ['itemGroupId', 'color', 'size', 'material', 'pattern', 'options'] as const;

/** cardOf returns the part of a product that a card shows. */
export function cardOf(product: Product): Card {
  const fields = product.itemGroupId ? [...cardFields, ...variantFields] : cardFields;
  const known = fields.filter((field) => product[field] !== undefined);
  return Object.fromEntries(known.map((field) => [field, product[field]])) as unknown as Card;
}
