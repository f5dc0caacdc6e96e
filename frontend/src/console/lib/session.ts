import { createStore, useStore } from '@/lib/store';

/** A Session says whether somebody is signed in to the console. */
export type Session =
  { state: 'loading' } | { state: 'failed'; error: unknown } | { state: 'signedOut' } | { state: 'signedIn'; uid: string };

/** Access is the part of the authentication service that the console uses. */
export type Access = {
  /** token returns the ID token; fresh asks for a new one, with the member's current role. It rejects if nobody is signed in. */
  token(fresh: boolean): Promise<string>;
  /** appToken returns the App Check token, or undefined if App Check is off. */
  appToken(): Promise<string | undefined>;
  signIn(email: string, password: string): Promise<void>;
  signOut(): Promise<void>;
};

const session = createStore<Session>({ state: 'loading' });
let opening: Promise<Access> | undefined;

/** access starts the authentication service on the first call. After a failure, the next call tries again. */
export function access(): Promise<Access> {
  opening ??= import('./firebase')
    .then(({ connect }) => connect(session.set))
    .catch((error: unknown) => {
      opening = undefined;
      session.set({ state: 'failed', error });
      throw error;
    });
  return opening;
}

/** openSession finds out who is signed in. Unlike the shop, the console creates no account. */
export function openSession(): void {
  if (session.get().state === 'failed') session.set({ state: 'loading' });
  void access().catch(() => undefined); // the session says that it failed
}

/** useSession returns the current session. */
export const useSession = () => useStore(session);
