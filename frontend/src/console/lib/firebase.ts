import { initializeApp } from 'firebase/app';
import {
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  onAuthStateChanged,
  signInWithEmailAndPassword,
  signOut,
} from 'firebase/auth';
import { startAppCheck } from '@/lib/auth/appCheck';
import { loadConfig } from '@/lib/auth/config';
import type { Access, Session } from './session';

/**
 * connect starts Firebase Auth with the member of the staff who is signed in on this device, if there is one. It reports every
 * change, also by another tab. Its app has a name, so that the sessions of the console and of the shop are separate.
 */
export async function connect(changed: (session: Session) => void): Promise<Access> {
  const { options, authEmulator } = await loadConfig();
  const app = initializeApp(options, 'console');
  const appToken = await startAppCheck(app);
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  await auth.authStateReady();
  onAuthStateChanged(auth, (user) => changed(user ? { state: 'signedIn', uid: user.uid } : { state: 'signedOut' }));
  return {
    appToken,
    token: (fresh) => (auth.currentUser ? auth.currentUser.getIdToken(fresh) : Promise.reject(new Error('nobody is signed in'))),
    signIn: async (email, password) => {
      await signInWithEmailAndPassword(auth, email, password);
    },
    signOut: () => signOut(auth),
  };
}
