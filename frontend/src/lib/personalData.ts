import { savedVideosCache } from './offline';
import { createStore, keyPrefix, type Persistence, type Store } from './store';

// All data that the browser stores about the current shopper. docs/privacy.md lists the retention periods.

type Resettable = Pick<Store<unknown>, 'reset'>;

const sessionStores = new Set<Resettable>();
const localStores = new Set<Resettable>();

/**
 * createPersonalStore makes a store for data about the shopper. The app keeps data in local storage
 * until the shopper signs out or deletes the account. It removes all other data also when another shopper signs in.
 */
export function createPersonalStore<T>(initial: T, persistence?: Persistence<T>): Store<T> {
  const store = createStore(initial, persistence);
  (persistence?.area === 'local' ? localStores : sessionStores).add(store);
  return store;
}

/** clearSessionData removes the data that this tab stores about the shopper. */
export function clearSessionData(): void {
  clear(sessionStores, sessionStorage);
}

/** clearPersonalData removes all data that the browser stores about the shopper. */
export function clearPersonalData(): void {
  clearSessionData();
  clear(localStores, localStorage);
  if ('caches' in window) caches.delete(savedVideosCache).catch(() => undefined);
}

function clear(stores: ReadonlySet<Resettable>, storage: Storage): void {
  for (const store of stores) store.reset();
  // The storage may contain values of stores with code that is not loaded yet.
  for (const key of Object.keys(storage)) if (key.startsWith(keyPrefix)) storage.removeItem(key);
}
