import { initializeApp } from 'firebase/app';
import {
  EmailAuthProvider,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  linkWithCredential,
  onIdTokenChanged,
  sendPasswordResetEmail,
  signInAnonymously,
  signInWithEmailAndPassword,
  signOut,
  type Auth,
  type User,
} from 'firebase/auth';
import { startAppCheck, type AppToken } from './appCheck';
import { loadConfig } from './config';
import type { Account, Shopper } from './shopper';

/** SessionListener is told who is signed in. It may be told the same shopper twice. */
export type SessionListener = {
  changed(shopper: Shopper): void;
  /** ended is called before changed if the account was deleted, disabled or signed out everywhere. */
  ended(): void;
};

/**
 * connect starts Firebase Auth with the shopper who is signed in on this device, or a new anonymous one. It reports every
 * later change, also by another tab.
 */
export async function connect(listener: SessionListener): Promise<Account> {
  const { options, authEmulator } = await loadConfig();
  const app = initializeApp(options);
  const appToken = await startAppCheck(app);
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  await auth.authStateReady();
  if (!auth.currentUser) await signInAnonymously(auth);
  onIdTokenChanged(auth, (user) => (user ? listener.changed(shopper(user)) : void presentUser(auth).catch(() => undefined)));
  listener.changed(shopper(currentUser(auth)));
  return account(auth, appToken, listener);
}

// Another tab that signs out signs in a new anonymous user at once. Firebase reads the change from the browser's storage
// every 0.8 seconds.
const otherTabMs = 2500;

// presentUser returns the signed-in user. Without one it waits for this or another tab to sign in, and then signs in a new
// anonymous user.
let presenting: Promise<User> | undefined;
function presentUser(auth: Auth): Promise<User> {
  presenting ??= (async () => {
    const deadline = Date.now() + otherTabMs;
    while (!auth.currentUser && Date.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    return auth.currentUser ?? (await signInAnonymously(auth)).user;
  })().finally(() => (presenting = undefined));
  return presenting;
}

const endedCodes = new Set(
  ['user-token-expired', 'user-disabled', 'user-not-found', 'invalid-user-token'].map((code) => `auth/${code}`),
);

// startAnew replaces a user whose account is no longer valid. Requests that fail at the same time share one replacement.
let starting: Promise<User> | undefined;
function startAnew(auth: Auth, listener: SessionListener): Promise<User> {
  starting ??= (async () => {
    listener.ended();
    await signOut(auth);
    const { user } = await signInAnonymously(auth);
    listener.changed(shopper(user));
    return user;
  })().finally(() => (starting = undefined));
  return starting;
}

async function tokenOf(auth: Auth, listener: SessionListener, fresh: boolean): Promise<string> {
  const user = await (starting ?? auth.currentUser ?? presentUser(auth));
  try {
    return await user.getIdToken(fresh);
  } catch (error) {
    if (!endedCodes.has((error as { code?: string }).code ?? '')) throw error;
    return (await startAnew(auth, listener)).getIdToken();
  }
}

function account(auth: Auth, appToken: AppToken, listener: SessionListener): Account {
  return {
    appToken,
    token: (fresh) => tokenOf(auth, listener, fresh),
    link: async (email, password) => {
      const { user } = await linkWithCredential(currentUser(auth), EmailAuthProvider.credential(email, password));
      await user.getIdToken(true); // so that the API sees the email address too
      return shopper(user);
    },
    signIn: async (email, password) => shopper((await signInWithEmailAndPassword(auth, email, password)).user),
    sendReset: (email) => sendPasswordResetEmail(auth, email),
    signOut: async () => {
      await signOut(auth);
      return shopper((await signInAnonymously(auth)).user);
    },
  };
}

const shopper = (user: User): Shopper => ({ uid: user.uid, email: user.email });

function currentUser(auth: Auth): User {
  if (!auth.currentUser) throw new Error('no user is signed in');
  return auth.currentUser;
}
