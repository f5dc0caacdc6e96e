import type { Category, Product } from '@/lib/api/types';
import { canBeBought } from '../../src/lib/availability.ts';
import { cardOf, groupOf } from './catalog.ts';

const stop = new Set('a an and for from in my of on or s that the to who with year years old likes'.split(' '));

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((w) => w && !stop.has(w))
    .map((w) => w.replace(/(?<=..)s$/, ''));

const texts = new WeakMap<Product, Set<string>>();

function textOf(product: Product): Set<string> {
  let text = texts.get(product);
  if (!text) {
    const { title, brand, color, size, options = [], category = [] } = product;
    texts.set(
      product,
      (text = new Set(words([title, brand, color, size, ...options.map((o) => o.value), ...category].join(' ')))),
    );
  }
  return text;
}

/** nearest returns the products that share the most words with a text. It is a simple substitute for embeddings. It skips products that share no word and excluded groups. It returns one variant of each product, those that are sold out last. */
export function nearest(products: Product[], text: string, n: number, excluded: ReadonlySet<string> = new Set()): Product[] {
  const queryWords = [...new Set(words(text))];
  const found = products
    .map((product) => ({ product, score: queryWords.filter((w) => textOf(product).has(w)).length }))
    .filter(({ product, score }) => score > 0 && !excluded.has(groupOf(product)))
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(canBeBought(b.product)) - Number(canBeBought(a.product)) ||
        b.product.title.length * -1 + a.product.title.length ||
        a.product.productId.localeCompare(b.product.productId),
    )
    .map(({ product }) => product);
  const chosen = onePerGroup(found);
  return [...chosen.filter(canBeBought), ...chosen.filter((p) => !canBeBought(p))].slice(0, n);
}

/** popular returns the products with the best ratings, weighted by the number of ratings. */
export function popular(products: Product[], n: number, excluded: ReadonlySet<string>): Product[] {
  const score = (p: Product) => (p.rating ?? 0) * Math.log1p(p.ratingCount ?? 0);
  return onePerGroup(products.filter((p) => !excluded.has(groupOf(p))).sort((a, b) => score(b) - score(a))).slice(0, n);
}

// onePerGroup keeps the first variant of each product.
function onePerGroup(products: Product[]): Product[] {
  const groups = new Set<string>();
  return products.filter((p) => !groups.has(groupOf(p)) && groups.add(groupOf(p)));
}

/** categoriesOf returns the categories of the most popular products, one per department. */
export function categoriesOf(products: Product[], n: number): Category[] {
  const found = new Map<string, Category>();
  for (const product of popular(products, products.length, new Set())) {
    const path = product.category ?? [];
    const [department] = path;
    if (department && !found.has(department)) found.set(department, { name: path.at(-1)!, path, cover: cardOf(product) });
  }
  return [...found.values()].slice(0, n);
}
