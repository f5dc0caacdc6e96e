import { useSyncExternalStore } from 'react';
import type { Account, Shopper } from './shopper';

// Who is shopping. Firebase's code is a chunk of its own, loaded when it is first needed, so that
// the first video does not wait for it; everyone who needs a token or the shopper waits here.

let current: Shopper | undefined;
let opening: Promise<Account> | undefined;
const listeners = new Set<() => void>();

/** openSession signs the shopper in, once; calling it early only saves time. A failure is tried again by the next call. */
export function openSession(): Promise<Account> {
  opening ??= import('./firebase')
    .then(async ({ connect }) => {
      const [account, shopper] = await connect();
      become(shopper);
      return account;
    })
    .catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

/** idToken is the token that the functions ask for. */
export async function idToken({ fresh = false } = {}): Promise<string> {
  return (await openSession()).token(fresh);
}

/** appToken is the token by which the functions know this app, where they ask for it. */
export async function appToken(): Promise<string | undefined> {
  return (await openSession()).appToken();
}

/** shopperId is the present shopper's user ID. */
export async function shopperId(): Promise<string> {
  await openSession();
  return current!.uid;
}

/** become makes shopper the present one and tells those who listen. */
export function become(shopper: Shopper): void {
  current = shopper;
  for (const listener of listeners) listener();
}

/** onShopper calls listener after every change of the shopper; what it returns ends that. */
export function onShopper(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const presentShopper = () => current;

/** useShopper gives the present shopper, or undefined while signing in. */
export const useShopper = () => useSyncExternalStore(onShopper, presentShopper);
