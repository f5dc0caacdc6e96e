import type { Suggestion } from '@/lib/api/types';
import { matching, type RecentSearch } from './recentSearches';

/** An Option of the search field: a recent search of the shopper, or a suggestion. from and to limit the part that matches. */
export type Option = Pick<Suggestion, 'text' | 'productId' | 'imageUrl'> & {
  kind: Suggestion['kind'] | 'recent';
  /** identifies the option while the list changes */
  key: string;
  from: number;
  to: number;
};

/** A Group holds the options of one kind. */
export type Group = { label: string; options: Option[] };

const maxRecents = 3;

const kinds: readonly [label: string, kind: Option['kind']][] = [
  ['Recent searches', 'recent'],
  ['Popular searches', 'query'],
  ['Categories', 'category'],
  ['Brands', 'brand'],
  ['Products', 'product'],
];

/** groupsOf returns the options for a typed text, grouped by kind: the shopper's own searches first. */
export function groupsOf(typed: string, recents: readonly RecentSearch[], suggestions: readonly Suggestion[]): Group[] {
  const own = matching(recents, typed)
    .slice(0, maxRecents)
    .map(({ query }) => recentOption(query, typed.trim()));
  const known = new Set(own.map(({ text }) => text.toLowerCase()));
  const others = suggestions.filter(({ kind, text }) => kind === 'product' || !known.has(text.toLowerCase())).map(optionOf);
  const all = [...own, ...others];
  return kinds
    .map(([label, kind]) => ({ label, options: all.filter((option) => option.kind === kind) }))
    .filter(({ options }) => options.length > 0);
}

function recentOption(text: string, typed: string): Option {
  const from = Math.max(0, text.toLowerCase().indexOf(typed.toLowerCase()));
  return { kind: 'recent', key: `recent ${text}`, text, from, to: from + typed.length };
}

const optionOf = ({ matchStart, matchEnd, ...suggestion }: Suggestion): Option => ({
  ...suggestion,
  key: `${suggestion.kind} ${suggestion.productId ?? suggestion.text}`,
  from: matchStart,
  to: matchEnd,
});
