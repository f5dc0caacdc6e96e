import { initializeApp } from 'firebase/app';
import {
  EmailAuthProvider,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  linkWithCredential,
  onIdTokenChanged,
  sendEmailVerification,
  sendPasswordResetEmail,
  signInWithEmailAndPassword,
  signOut,
  type Auth,
  type User,
} from 'firebase/auth';
import { startAppCheck, type AppToken } from './appCheck';
import { loadConfig } from './config';
import { returningFromGoogle } from './googleReturn';
import { isNoAccount } from './refusal';
import type { Account, GoogleLink, Shopper } from './shopper';
import { SignUp } from './signUp';

/** SessionListener is told who is signed in. It may be told the same shopper twice. */
export type SessionListener = {
  changed(shopper: Shopper): void;
  /** connected is called first. It says whether the project offers to sign in with Google. */
  connected(offers: { google: boolean }): void;
  /** refused is called when there is no shopper, because a new account was refused. */
  refused(): void;
  /** ended is called before changed if the account was deleted, disabled or signed out everywhere. */
  ended(): void;
};

/**
 * connect starts Firebase Auth with the shopper who is signed in on this device, or a new anonymous one. It reports every
 * later change, also by another tab. If a new account is refused, it starts without a shopper.
 */
export async function connect(listener: SessionListener): Promise<Account> {
  const { options, authEmulator } = await loadConfig();
  const app = initializeApp(options);
  const appToken = await startAppCheck(app);
  const auth = initializeAuth(app, {
    persistence: [indexedDBLocalPersistence, browserLocalPersistence],
    ...(sessionStorage.getItem(returningFromGoogle) && { popupRedirectResolver: (await import('./google')).googleResolver }),
  });
  if (authEmulator) connectAuthEmulator(auth, authEmulator, { disableWarnings: true });
  await auth.authStateReady();
  listener.connected({ google: Boolean(authEmulator) || import.meta.env.VITE_GOOGLE_SIGN_IN === 'true' });
  const session = new Session(auth, listener);
  await session.start();
  return account(session, appToken);
}

// Another tab that signs out signs in a new anonymous user at once. Firebase reads the change from the browser's storage
// every 0.8 seconds.
const otherTabMs = 2500;

const endedCodes = new Set(
  ['user-token-expired', 'user-disabled', 'user-not-found', 'invalid-user-token'].map((code) => `auth/${code}`),
);

/** Session keeps a user signed in. */
class Session {
  readonly signUp: SignUp;
  private presenting: Promise<User> | undefined;
  private starting: Promise<User> | undefined;

  constructor(
    readonly auth: Auth,
    private readonly listener: SessionListener,
  ) {
    this.signUp = new SignUp(auth);
  }

  async start(): Promise<void> {
    if (!this.auth.currentUser)
      await this.newUser().catch((error: unknown) => {
        if (!isNoAccount(error)) throw error;
      });
    onIdTokenChanged(this.auth, (user) => {
      if (user) this.listener.changed(shopper(user));
      else void this.user().catch(() => undefined);
    });
    if (this.auth.currentUser) this.listener.changed(shopper(this.auth.currentUser));
  }

  /** newUser signs in a new anonymous user. */
  async newUser(): Promise<User> {
    try {
      return await this.signUp.user();
    } catch (error) {
      if (isNoAccount(error)) this.listener.refused();
      throw error;
    }
  }

  /** user returns the signed-in user. Without one it waits for this or another tab to sign in, and then signs in a new one. */
  user(): Promise<User> {
    if (this.starting) return this.starting;
    if (this.auth.currentUser) return Promise.resolve(this.auth.currentUser);
    this.presenting ??= (async () => {
      const deadline = Date.now() + otherTabMs;
      while (!this.auth.currentUser && !this.signUp.isRefused() && Date.now() < deadline)
        await new Promise((done) => setTimeout(done, 50));
      return this.auth.currentUser ?? (await this.newUser());
    })().finally(() => (this.presenting = undefined));
    return this.presenting;
  }

  /** token returns the user's ID token. It replaces a user whose account is no longer valid. */
  async token(fresh: boolean): Promise<string> {
    const user = await this.user();
    try {
      return await user.getIdToken(fresh);
    } catch (error) {
      if (!endedCodes.has((error as { code?: string }).code ?? '')) throw error;
      return (await this.startAnew()).getIdToken();
    }
  }

  // startAnew replaces the user. Requests that fail at the same time share one replacement.
  private startAnew(): Promise<User> {
    this.starting ??= (async () => {
      this.listener.ended();
      await signOut(this.auth);
      const user = await this.newUser();
      this.listener.changed(shopper(user));
      return user;
    })().finally(() => (this.starting = undefined));
    return this.starting;
  }
}

function account(session: Session, appToken: AppToken): Account {
  const { auth } = session;
  return {
    appToken,
    token: (fresh) => session.token(fresh),
    shopper: async () => shopper(await session.user()),
    allowSignUp: () => session.signUp.allow(),
    link: async (email, password) => {
      const { user } = await linkWithCredential(await session.user(), EmailAuthProvider.credential(email, password));
      await user.getIdToken(true); // so that the API sees the email address too
      await sendVerification(user).catch(() => undefined); // the shopper can ask for another email
      return shopper(user);
    },
    signIn: async (email, password) => shopper((await signInWithEmailAndPassword(auth, email, password)).user),
    linkGoogle: async () => {
      const { linkGoogle } = await import('./google');
      return shopperLink(await linkGoogle(auth, await session.user()));
    },
    googleResult: async () => {
      const { googleResult } = await import('./google');
      const result = await googleResult(auth, await session.user());
      return result && shopperLink(result);
    },
    guestToken: async () => (auth.currentUser?.isAnonymous ? auth.currentUser.getIdToken(true) : undefined),
    sendVerification: async () => sendVerification(await session.user()),
    refresh: async () => {
      const user = await session.user();
      await user.reload();
      return shopper(user);
    },
    sendReset: (email) => sendPasswordResetEmail(auth, email, backToAccount()),
    signOut: async () => {
      await signOut(auth);
      try {
        return shopper(await session.newUser());
      } catch (error) {
        if (!isNoAccount(error)) throw error;
        return undefined;
      }
    },
  };
}

async function shopperLink({ linked, signIn }: GoogleLink<User>): Promise<GoogleLink<Shopper>> {
  if (signIn) return { signIn: async () => shopper(await signIn()) };
  await linked.getIdToken(true); // so that the API sees the email address too
  return { linked: shopper(linked) };
}

const sendVerification = (user: User) => sendEmailVerification(user, backToAccount());

// The page that an emailed link leads to offers to go on to the account page.
const backToAccount = () => ({ url: `${window.location.origin}/you` });

const shopper = (user: User): Shopper => ({ uid: user.uid, email: user.email, verified: user.emailVerified });
