import type { Reason } from '@/lib/api/types';

/** reasonText explains why a product was recommended. */
export function reasonText(reason: Reason): string {
  if (reason.type === 'search' && reason.query) return `Because you searched for “${truncate(reason.query)}”`;
  if (reason.type === 'click')
    return reason.title ? `Because you looked at ${truncate(reason.title)}` : 'Because you looked at a similar product';
  if (reason.type === 'purchase')
    return reason.title ? `Because you bought ${truncate(reason.title)}` : 'Because of something you bought';
  return 'Popular right now';
}

/** truncate shortens a text to max characters, at a word boundary if possible. */
export function truncate(text: string, max = 44): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), max / 2))}…`;
}
