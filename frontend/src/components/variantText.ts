import type { Card } from '@/lib/api/types';
import { upperFirst } from '@/lib/text';

/** variantText names what distinguishes a variant, such as "Red, size 9", unless the title says it. Other products have none. */
export function variantText({ itemGroupId, title, color, size, options = [] }: Card): string {
  if (!itemGroupId) return '';
  const parts = [
    { value: color, text: color },
    { value: size, text: `size ${size}` },
    ...options.map(({ value }) => ({ value, text: value })),
  ];
  const titleWords = words(title);
  const shown = parts.filter(({ value }) => value && !titleWords.includes(words(value))).map(({ text }) => text);
  return upperFirst(shown.join(', '));
}

// words separates the words by single spaces, also at both ends, so that "s" is not found in "shirt".
const words = (text: string) => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}.]+|\.(?!\d)/gu, ' ')} `;
