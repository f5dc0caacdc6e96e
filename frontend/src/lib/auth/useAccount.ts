import { become, openSession } from './session';

const act = {
  /** link puts an e-mail and a password on the present shopper, who keeps their history. */
  link: async (email: string, password: string) => become(await (await openSession()).link(email, password)),
  /** signIn becomes the shopper who linked that e-mail. */
  signIn: async (email: string, password: string) => become(await (await openSession()).signIn(email, password)),
  /** sendReset mails a link that sets a new password. */
  sendReset: async (email: string) => (await openSession()).sendReset(email),
  /** signOut begins anew as nobody in particular. */
  signOut: async () => become(await (await openSession()).signOut()),
};

/** useAccount gives what a shopper can do with their account. */
export const useAccount = () => act;
