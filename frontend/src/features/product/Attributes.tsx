import type { Product } from '@/lib/api/types';
import { upperFirst } from '@/lib/text';

/** Attributes lists the known properties of a product, such as its condition, its material and its numbers. */
export function Attributes({ product }: { product: Product }) {
  const known = attributesOf(product).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (known.length === 0) return null;
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {known.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-2">{name}</dt>
          <dd className="font-semibold [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const attributesOf = (product: Product): [string, string | undefined][] => [
  ['Condition', product.condition === 'new' ? undefined : upperFirst(product.condition)],
  ['Color', product.color],
  ['Size', product.size],
  ['Material', product.material],
  ['Pattern', product.pattern],
  ...(product.options ?? []).map(({ name, value }): [string, string] => [name, value]),
  ['Audience', product.adult ? 'Adults only' : undefined],
  ['SKU', product.sku],
  ['Part number', product.mpn],
  ['GTIN', product.gtin],
];
