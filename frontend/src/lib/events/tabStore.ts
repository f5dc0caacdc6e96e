import { createPersonalStore } from '@/lib/personalData';
import { keyPrefix, type Store } from '@/lib/store';

/** createTabStore makes a personal store in local storage that all open tabs share. */
export function createTabStore<T>(key: string, initial: T, isValid: (value: unknown) => value is T): Store<T> {
  const store = createPersonalStore<T>(initial, { area: 'local', key, isValid });
  window.addEventListener('storage', (event) => {
    if (event.key !== keyPrefix + key) return;
    const value: unknown = JSON.parse(event.newValue ?? 'null');
    if (isValid(value)) store.set(value);
    else store.reset();
  });
  return store;
}
