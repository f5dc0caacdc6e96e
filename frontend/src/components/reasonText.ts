import type { Reason } from '@/lib/api/types';

/** because says in words which of the shopper's own doings brought a product. */
export function because(reason: Reason): string {
  if (reason.type === 'search' && reason.query) return `Because you searched “${short(reason.query)}”`;
  if (reason.type === 'click')
    return reason.title ? `Because you looked at ${short(reason.title)}` : 'Because of a product you looked at';
  return 'Popular right now';
}

/** short cuts a text for a line of its own, at a word's end where there is one. */
export function short(text: string, max = 44): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), max / 2))}…`;
}
