import { useSyncExternalStore } from 'react';

/** A Store holds one value outside React and notifies its subscribers when the value changes. */
export type Store<T> = {
  get: () => T;
  set: (next: T) => void;
  /** reset restores the initial value and removes the persisted one. */
  reset: () => void;
  /** subscribe calls listener after every change, until the returned function is called. */
  subscribe: (listener: () => void) => () => void;
};

/** Persistence defines where the browser stores the value: for this tab ("session") or permanently ("local"). */
export type Persistence<T> = {
  area: 'local' | 'session';
  key: string;
  isValid: (value: unknown) => value is T;
};

/** Every key of the browser's storage with data about the shopper starts with this prefix. */
export const keyPrefix = 'shopfyp-';

/** createStore makes a store. With persistence, it starts with the persisted value if that is valid. */
export function createStore<T>(initial: T, persistence?: Persistence<T>): Store<T> {
  const listeners = new Set<() => void>();
  let value = (persistence && read(persistence)) ?? initial;
  const change = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set: (next) => {
      if (persistence) write(persistence, next);
      change(next);
    },
    reset: () => {
      if (persistence) remove(persistence);
      change(initial);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** useStore returns the store's value, or the part that select picks. It renders again when that changes. */
export function useStore<T>(store: Store<T>): T;
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S;
export function useStore<T, S>(store: Store<T>, select?: (value: T) => S): T | S {
  return useSyncExternalStore(store.subscribe, () => (select ? select(store.get()) : store.get()));
}

const storageOf = (area: 'local' | 'session') => (area === 'local' ? localStorage : sessionStorage);

function read<T>({ area, key, isValid }: Persistence<T>): T | undefined {
  try {
    const value: unknown = JSON.parse(storageOf(area).getItem(keyPrefix + key) ?? 'null');
    return isValid(value) ? value : undefined;
  } catch {
    return undefined; // not JSON, or the browser denies access to its storage
  }
}

function write<T>(persistence: Persistence<T>, value: T): void {
  try {
    storageOf(persistence.area).setItem(keyPrefix + persistence.key, JSON.stringify(value));
  } catch {
    remove(persistence); // the storage is full, and no value is better than an outdated one
  }
}

function remove<T>({ area, key }: Persistence<T>): void {
  try {
    storageOf(area).removeItem(keyPrefix + key);
  } catch {
    // The browser denies access to its storage, so there is nothing to remove.
  }
}
