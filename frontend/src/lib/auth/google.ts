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
 * linkGoogle links a Google account to the user, in a popup. If the browser blocks popups, it leaves the page;
 * googleResult then returns the result when the shopper comes back.
 */
export async function linkGoogle(auth: Auth, user: User): Promise<GoogleLink<User>> {
  const provider = new GoogleAuthProvider();
  try {
    return { linked: (await linkWithPopup(user, provider, browserPopupRedirectResolver)).user };
  } catch (error) {
    if (codeOf(error) !== 'auth/popup-blocked') return afterError(auth, error);
    sessionStorage.setItem(returningFromGoogle, 'true');
    return linkWithRedirect(user, provider, browserPopupRedirectResolver);
  }
}

/** googleResult returns the result of a link for which the shopper left the page, or undefined if there is none. */
export async function googleResult(auth: Auth): Promise<GoogleLink<User> | undefined> {
  sessionStorage.removeItem(returningFromGoogle);
  try {
    const result = await getRedirectResult(auth, browserPopupRedirectResolver);
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
