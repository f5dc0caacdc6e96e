import type { Interaction } from '@/lib/api/types';

/** A Recent is something that the shopper searched before, with every entry of their history that says so. */
export type Recent = { query: string; ids: string[] };

/** recentsOf are the searches in a history, each once, newest first. */
export function recentsOf(history: readonly Interaction[]): Recent[] {
  const recents = new Map<string, Recent>();
  for (const { type, query, id } of history) {
    if (type !== 'search' || !query) continue;
    const key = query.trim().toLowerCase();
    const known = recents.get(key);
    if (known) known.ids.push(id);
    else recents.set(key, { query, ids: [id] });
  }
  return [...recents.values()];
}

/** matching are the recents that hold what has been typed so far. */
export const matching = (recents: readonly Recent[], typed: string) =>
  recents.filter(({ query }) => query.toLowerCase().includes(typed.trim().toLowerCase()));
