import {
  GoogleAuthProvider,
  browserPopupRedirectResolver,
  getRedirectResult,
  linkWithPopup,
  linkWithRedirect,
  signInWithCredential,
  type Auth,
  type User,
} from 'firebase/auth';
import { returningFromGoogle } from './googleReturn';
import type { GoogleLink } from './shopper';

// Google's part of Firebase loads a script of apis.google.com, so it starts only when the shopper asks for it.

/**
 * linkGoogle links a Google account to the user, in a popup. If the browser blocks popups, it loads the page again:
 * Firebase can only leave the page and come back if it started with googleResolver. googleResult then goes on.
 */
export async function linkGoogle(auth: Auth, user: User): Promise<GoogleLink<User>> {
  try {
    return { linked: (await linkWithPopup(user, new GoogleAuthProvider(), googleResolver)).user };
  } catch (error) {
    if (codeOf(error) !== 'auth/popup-blocked') return afterError(auth, error);
    sessionStorage.setItem(returningFromGoogle, 'leaving');
    window.location.reload();
    return new Promise(() => undefined); // until the page is gone
  }
}

/** googleResolver is what Firebase needs from the start of a page that goes to Google or comes back. */
export const googleResolver = browserPopupRedirectResolver;

/** googleResult goes to Google, or returns the result when the shopper comes back. It returns undefined if there is none. */
export async function googleResult(auth: Auth, user: User): Promise<GoogleLink<User> | undefined> {
  const leaving = sessionStorage.getItem(returningFromGoogle) === 'leaving';
  if (leaving) {
    sessionStorage.setItem(returningFromGoogle, 'returning');
    return linkWithRedirect(user, new GoogleAuthProvider());
  }
  sessionStorage.removeItem(returningFromGoogle);
  try {
    const result = await getRedirectResult(auth);
    return result ? { linked: result.user } : undefined;
  } catch (error) {
    return afterError(auth, error);
  }
}

// afterError returns how to sign in, if the Google account belongs to another user.
function afterError(auth: Auth, error: unknown): GoogleLink<User> {
  const credential = codeOf(error) === 'auth/credential-already-in-use' && GoogleAuthProvider.credentialFromError(error as never);
  if (!credential) throw error;
  return { signIn: async () => (await signInWithCredential(auth, credential)).user };
}

const codeOf = (error: unknown) => (error as { code?: string }).code;
