import { useCallback } from 'react';
import { createPersonalStore } from '@/lib/personalData';
import { useStore, type Store } from '@/lib/store';

// Liked posts and followed authors stay in this browser. They do not influence the cards. Only
// searches and opened products do.

export type Preference = 'liked' | 'followed';

const isStringArray = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((x) => typeof x === 'string');

const listStore = (key: Preference) => createPersonalStore<readonly string[]>([], { area: 'local', key, isValid: isStringArray });

const stores: Record<Preference, Store<readonly string[]>> = {
  liked: listStore('liked'),
  followed: listStore('followed'),
};

/** usePreference returns whether a post or an author has a preference, and a function that changes it. */
export function usePreference(preference: Preference, id: string): [boolean, (on: boolean) => void] {
  const store = stores[preference];
  const on = useStore(store, (ids) => ids.includes(id));
  const set = useCallback(
    (next: boolean) => {
      const others = store.get().filter((x) => x !== id);
      store.set(next ? [...others, id] : others);
    },
    [store, id],
  );
  return [on, set];
}

/** followedAuthors returns the handles of the authors that the shopper follows. */
export const followedAuthors = (): ReadonlySet<string> => new Set(stores.followed.get());
