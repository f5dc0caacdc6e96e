import { clearPersonalData } from '../personalData';
import { openSession, setShopper } from './session';

const actions = {
  /** link adds an email address and a password to the current account, which keeps its history. */
  link: async (email: string, password: string) => setShopper(await (await openSession()).link(email, password)),
  /** signIn signs in to the account with that email address. */
  signIn: async (email: string, password: string) => setShopper(await (await openSession()).signIn(email, password)),
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
