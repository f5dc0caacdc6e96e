import type { Interaction } from '@/lib/api/types';

/** A RecentSearch is a query that the shopper searched for, with the IDs of all its history entries. */
export type RecentSearch = { query: string; ids: string[] };

/** recentSearches returns the searches in a history, newest first. Equal queries are grouped, ignoring case. */
export function recentSearches(history: readonly Interaction[]): RecentSearch[] {
  const recents = new Map<string, RecentSearch>();
  for (const { type, query, id } of history) {
    if (type !== 'search' || !query) continue;
    const key = query.trim().toLowerCase();
    const known = recents.get(key);
    if (known) known.ids.push(id);
    else recents.set(key, { query, ids: [id] });
  }
  return [...recents.values()];
}

/** matching returns the recent searches that contain the typed text. */
export const matching = (recents: readonly RecentSearch[], typed: string) =>
  recents.filter(({ query }) => query.toLowerCase().includes(typed.trim().toLowerCase()));
