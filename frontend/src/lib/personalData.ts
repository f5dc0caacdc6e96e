import { createStore, keyPrefix, type Persistence, type Store } from './store';

// Everything that the browser remembers about the current shopper. docs/privacy.md says how long it stays.

type Resettable = Pick<Store<unknown>, 'reset'>;

const sessionStores = new Set<Resettable>();
const localStores = new Set<Resettable>();

/**
 * createPersonalStore makes a store for data about the shopper. Data in local storage lasts until the
 * shopper signs out or deletes the account. All other data also goes when another shopper signs in.
 */
export function createPersonalStore<T>(initial: T, persistence?: Persistence<T>): Store<T> {
  const store = createStore(initial, persistence);
  (persistence?.area === 'local' ? localStores : sessionStores).add(store);
  return store;
}

/** clearSessionData removes what this tab remembers about the shopper. */
export function clearSessionData(): void {
  clear(sessionStores, sessionStorage);
}

/** clearPersonalData removes everything that the browser remembers about the shopper. */
export function clearPersonalData(): void {
  clearSessionData();
  clear(localStores, localStorage);
}

function clear(stores: ReadonlySet<Resettable>, storage: Storage): void {
  for (const store of stores) store.reset();
  // A store whose code has not been loaded yet may have left a value.
  for (const key of Object.keys(storage)) if (key.startsWith(keyPrefix)) storage.removeItem(key);
}
