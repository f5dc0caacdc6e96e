// Sizes as shops write them, the smallest first. Longer names are abbreviations of the same steps.
const letters = ['xxxs', 'xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl', 'xxxxl'];
// prettier-ignore
const words: Record<string, string> = {
  small: 's', medium: 'm', large: 'l', 'extra small': 'xs', 'x-small': 'xs', 'extra large': 'xl', 'x-large': 'xl',
  '2xs': 'xxs', '3xs': 'xxxs', '2xl': 'xxl', '3xl': 'xxxl', '4xl': 'xxxxl', 'xx-large': 'xxl', 'xx-small': 'xxs',
};

/** sortSizes sorts values from small to large if all of them are sizes, amounts or numbers. Otherwise it keeps their order. */
export function sortSizes(values: readonly string[]): string[] {
  const rank = rankOf(values);
  return rank ? [...values].sort((a, b) => rank(a) - rank(b)) : [...values];
}

function rankOf(values: readonly string[]): ((value: string) => number) | undefined {
  return [letterRank, amountRank].find((rank) => values.every((value) => !Number.isNaN(rank(value))));
}

function letterRank(value: string): number {
  const size = value.trim().toLowerCase();
  const index = letters.indexOf(words[size] ?? size);
  return index < 0 ? NaN : index;
}

const units: Record<string, number> = { tb: 1024, gb: 1, kg: 1000, g: 1, l: 1000, ml: 1, m: 100, cm: 1, mm: 0.1 };

// amountRank returns the number that a value starts with, in the smallest of the units.
function amountRank(value: string): number {
  const found = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)/i.exec(value.trim());
  return found ? Number(found[1]!.replace(',', '.')) * (units[found[2]!.toLowerCase()] ?? 1) : NaN;
}
