import { initializeApp } from 'firebase/app';
import {
  EmailAuthProvider,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  linkWithCredential,
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

/** connect starts Firebase Auth. It returns the shopper who is signed in on this device, or a new anonymous one. */
export async function connect(): Promise<[Account, Shopper]> {
  const { options, authEmulator } = await loadConfig();
  const app = initializeApp(options);
  const appToken = await startAppCheck(app);
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  await auth.authStateReady();
  const user = auth.currentUser ?? (await signInAnonymously(auth)).user;
  return [account(auth, appToken), shopper(user)];
}

function account(auth: Auth, appToken: AppToken): Account {
  return {
    appToken,
    token: (fresh) => currentUser(auth).getIdToken(fresh),
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
