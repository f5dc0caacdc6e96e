import { clearPersonalData } from '../personalData';
import { createStore, useStore } from '../store';
import { showToast } from '../toast';
import type { Account, Shopper } from './shopper';

// Firebase is a separate chunk, so that the first video does not wait for it. The first caller that
// needs a token or the shopper loads it.

const shopper = createStore<Shopper | undefined>(undefined);
const refused = createStore(false);
const offersGoogle = createStore(false);
let opening: Promise<Account> | undefined;

/** openSession signs the shopper in on the first call. After a failure, the next call tries again. */
export function openSession(): Promise<Account> {
  opening ??= import('./firebase')
    .then(({ connect }) =>
      connect({
        connected: ({ google }) => offersGoogle.set(google),
        changed: setShopper,
        refused: leaveSession,
        ended: endSession,
      }),
    )
    .catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

/** idToken returns the ID token that the API requires; fresh asks for a new one. It throws a NoAccountError if there is no shopper. */
export async function idToken({ fresh = false } = {}): Promise<string> {
  return (await openSession()).token(fresh);
}

/** appToken returns the App Check token, or undefined if App Check is off. */
export async function appToken(): Promise<string | undefined> {
  return (await openSession()).appToken();
}

/** shopperId returns the current shopper's user ID. It throws a NoAccountError if there is no shopper. */
export async function shopperId(): Promise<string> {
  const account = await openSession();
  return (shopper.get() ?? (await account.shopper())).uid;
}

/** signUpAgain asks for a new account, after a refusal. */
export async function signUpAgain(): Promise<void> {
  const account = await openSession();
  account.allowSignUp();
  setShopper(await account.shopper());
}

/** setShopper changes the current shopper. It does nothing if next is the current one. */
export function setShopper(next: Shopper): void {
  const now = shopper.get();
  if (now?.uid !== next.uid || now.email !== next.email || now.verified !== next.verified) shopper.set(next);
  if (refused.get()) refused.set(false);
}

/** leaveSession leaves the app without a shopper. */
function leaveSession(): void {
  refused.set(true);
  if (shopper.get()) shopper.set(undefined);
}

/** endSession removes the shopper's data from this browser, because the account is no longer valid. */
function endSession(): void {
  clearPersonalData();
  showToast('You were signed out, because your account is no longer active. You can go on as a new shopper.');
}

/** onShopperChange calls listener after every change of the shopper, until the returned function is called. */
export const onShopperChange = (listener: () => void) => shopper.subscribe(listener);

/** currentShopper returns the current shopper, or undefined before the session is open. */
export const currentShopper = () => shopper.get();

/** useIsRefused reports whether there is no shopper, because a new account was refused. */
export const useIsRefused = () => useStore(refused);

/** useShopper returns the current shopper, or undefined while signing in. */
export const useShopper = () => useStore(shopper);

/** useOffersGoogle reports whether the shopper can sign in with Google. */
export const useOffersGoogle = () => useStore(offersGoogle);
