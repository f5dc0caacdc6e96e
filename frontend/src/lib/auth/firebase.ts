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
import { attest, type AppToken } from './appCheck';
import { findFirebase } from './config';
import type { Account, Shopper } from './shopper';

/** connect opens Firebase Auth and gives the shopper who was here before, or a new anonymous one. */
export async function connect(): Promise<[Account, Shopper]> {
  const { options, authEmulator } = await findFirebase();
  const app = initializeApp(options);
  const appToken = await attest(app);
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  await auth.authStateReady();
  const user = auth.currentUser ?? (await signInAnonymously(auth)).user;
  return [account(auth, appToken), shopper(user)];
}

function account(auth: Auth, appToken: AppToken): Account {
  return {
    appToken,
    token: (fresh) => present(auth).getIdToken(fresh),
    link: async (email, password) => {
      const { user } = await linkWithCredential(present(auth), EmailAuthProvider.credential(email, password));
      await user.getIdToken(true); // so that the functions see the e-mail too
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

function present(auth: Auth): User {
  if (!auth.currentUser) throw new Error('nobody is signed in');
  return auth.currentUser;
}
