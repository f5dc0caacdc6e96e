import { clearPersonalData } from '../personalData';
import { returningFromGoogle } from './googleReturn';
import { openSession, setShopper } from './session';
import type { GoogleLink, Shopper } from './shopper';

/** A GoogleOutcome says that a Google account was linked, or how to sign in to the account that it belongs to. */
export type GoogleOutcome = { signIn?: () => Promise<void> };

function outcomeOf({ linked, signIn }: GoogleLink<Shopper>): GoogleOutcome {
  if (linked) setShopper(linked);
  return signIn ? { signIn: async () => setShopper(await signIn()) } : {};
}

const actions = {
  /** link adds an email address and a password to the current account, which keeps its history. */
  link: async (email: string, password: string) => setShopper(await (await openSession()).link(email, password)),
  /** signIn signs in to the account with that email address. */
  signIn: async (email: string, password: string) => setShopper(await (await openSession()).signIn(email, password)),
  /** linkGoogle links a Google account to the current account, which keeps its history. It may leave the page. */
  linkGoogle: async () => outcomeOf(await (await openSession()).linkGoogle()),
  /** returnsFromGoogle reports whether linkGoogle left the page, so that googleResult has the result. */
  returnsFromGoogle: () => sessionStorage.getItem(returningFromGoogle) !== null,
  /** googleResult returns the result of linkGoogle after it left the page. */
  googleResult: async () => {
    const result = await (await openSession()).googleResult();
    return result && outcomeOf(result);
  },
  /** sendVerification emails a link that verifies the shopper's email address. */
  sendVerification: async () => (await openSession()).sendVerification(),
  /** refresh finds out whether the shopper has verified the email address in the meantime. */
  refresh: async () => setShopper(await (await openSession()).refresh()),
  /** sendReset emails a link for setting a new password. */
  sendReset: async (email: string) => (await openSession()).sendReset(email),
  /** signOut removes the shopper's data from this browser and starts a new anonymous account. */
  signOut: async () => {
    const account = await openSession();
    clearPersonalData(); // before the sign-out, so that it works without a connection
    const next = await account.signOut();
    if (next) setShopper(next);
  },
};

/** useAccount returns the actions on the shopper's account. */
export const useAccount = () => actions;
