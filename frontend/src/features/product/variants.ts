import type { Card } from '@/lib/api/types';
import { canBeBought } from '@/lib/availability';
import { sortSizes } from './sizes';

/** A Choice is a property in which the variants of a product differ, with the variant that each value leads to. */
export type Choice = { name: string; values: { value: string; variant: Card; current: boolean }[] };

/** choicesOf returns the properties in which variants differ. Each value leads to the variant that differs least from the current one. */
export function choicesOf(variants: readonly Card[], productId: string): Choice[] {
  const current = variants.find((v) => v.productId === productId);
  if (!current) return [];
  const all = new Map(variants.map((v) => [v, propertiesOf(v)]));
  const names = new Set([...all.values()].flatMap((properties) => [...properties.keys()]));
  const own = all.get(current)!;
  return [...names]
    .map((name) => ({ name, values: sortSizes([...new Set([...all.values()].map((p) => p.get(name) ?? ''))].filter(Boolean)) }))
    .filter(({ values }) => values.length > 1)
    .map(({ name, values }) => ({
      name,
      values: values.map((value) => ({
        value,
        variant: own.get(name) === value ? current : closest(all, own, name, value),
        current: own.get(name) === value,
      })),
    }));
}

function propertiesOf({ color, size, material, pattern, options = [] }: Card): Map<string, string> {
  const named: [string, string | undefined][] = [
    ['Color', color],
    ['Size', size],
    ['Material', material],
    ['Pattern', pattern],
    ...options.map((o): [string, string] => [o.name, o.value]),
  ];
  return new Map(named.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

// closest returns the variant with the value that shares the most other properties, preferably one that can be bought.
function closest(all: Map<Card, Map<string, string>>, own: Map<string, string>, name: string, value: string): Card {
  const score = ([variant, properties]: [Card, Map<string, string>]) =>
    [...own].filter(([n, v]) => n !== name && properties.get(n) === v).length + (canBeBought(variant) ? 0.5 : 0);
  return [...all].filter(([, properties]) => properties.get(name) === value).sort((a, b) => score(b) - score(a))[0]![0];
}
