/** A Shopper is whoever uses the app: anonymous until they link an e-mail. */
export type Shopper = { uid: string; email: string | null };

/** Account is what the app asks of the service that knows who the shopper is. */
export type Account = {
  /** token is the shopper's ID token; fresh asks for a new one. */
  token(fresh: boolean): Promise<string>;
  /** appToken proves that a request comes from this app, where that is asked for. */
  appToken(): Promise<string | undefined>;
  /** link puts an e-mail and a password on the present shopper, who stays the same one. */
  link(email: string, password: string): Promise<Shopper>;
  /** signIn becomes the shopper who linked that e-mail. */
  signIn(email: string, password: string): Promise<Shopper>;
  /** sendReset mails a link that sets a new password. */
  sendReset(email: string): Promise<void>;
  /** signOut ends this shopper's stay here and begins a new, anonymous one. */
  signOut(): Promise<Shopper>;
};
