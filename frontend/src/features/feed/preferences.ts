import { useCallback, useSyncExternalStore } from 'react';
import { onForgotten } from '@/lib/device';

// What the shopper likes, saves and whom they follow. It stays on this device, until the account is
// deleted, and never steers a card: only searches and opened products do.

export type Taste = 'liked' | 'saved' | 'followed';

const key = (taste: Taste) => `shopfyp-${taste}`;
const listeners = new Set<() => void>();
const sets: Partial<Record<Taste, ReadonlySet<string>>> = {};

function read(taste: Taste): ReadonlySet<string> {
  return (sets[taste] ??= new Set(parse(localStorage.getItem(key(taste)))));
}

function parse(text: string | null): string[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(list) ? list.filter((x) => typeof x === 'string') : [];
  } catch {
    return [];
  }
}

function change(taste: Taste, id: string, on: boolean): void {
  const next = new Set(read(taste));
  if (on) next.add(id);
  else next.delete(id);
  sets[taste] = next;
  localStorage.setItem(key(taste), JSON.stringify([...next]));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useTaste says whether a post or an author is in one of the shopper's sets, and changes that. */
export function useTaste(taste: Taste, id: string): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, () => read(taste).has(id));
  const set = useCallback((next: boolean) => change(taste, id, next), [taste, id]);
  return [on, set];
}

/** useFollowed gives the handles of those whom the shopper follows. */
export const useFollowed = () => useSyncExternalStore(subscribe, () => read('followed'));

onForgotten(() => {
  for (const taste of Object.keys(sets) as Taste[]) delete sets[taste];
  for (const listener of listeners) listener();
});
