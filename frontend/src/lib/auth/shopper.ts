/** A Shopper is the app's user: anonymous until they link an email address. */
export type Shopper = {
  uid: string;
  email: string | null;
  /** whether the shopper has opened the link that was sent to the email address */
  verified: boolean;
};

/** A GoogleLink is the result of linking a Google account. If the account belongs to another user, signIn signs in as that user. */
export type GoogleLink<U> = { linked: U; signIn?: undefined } | { linked?: undefined; signIn: () => Promise<U> };

/** Account is the part of the authentication service that the app uses. */
export type Account = {
  /** token returns the shopper's ID token; fresh asks for a new one. It throws a NoAccountError if there is no shopper. */
  token(fresh: boolean): Promise<string>;
  /** appToken returns the App Check token, or undefined if App Check is off. */
  appToken(): Promise<string | undefined>;
  /** shopper returns the signed-in shopper, or a new one. It throws a NoAccountError if a new account is refused. */
  shopper(): Promise<Shopper>;
  /** allowSignUp makes the app ask for a new account again, after a refusal. */
  allowSignUp(): void;
  /** link adds an email address and a password to the current user, and sends an email to verify the address. */
  link(email: string, password: string): Promise<Shopper>;
  /** signIn signs in as the user with that email address. */
  signIn(email: string, password: string): Promise<Shopper>;
  /**
   * linkGoogle links a Google account to the current user. If the browser blocks popups, it leaves the page, and
   * googleResult returns the result when the shopper comes back.
   */
  linkGoogle(): Promise<GoogleLink<Shopper>>;
  /** googleResult returns the result of a link for which the shopper left the page, or undefined if there is none. */
  googleResult(): Promise<GoogleLink<Shopper> | undefined>;
  /** guestToken returns a new ID token of the shopper if they are anonymous. It proves later that the history was theirs. */
  guestToken(): Promise<string | undefined>;
  /** sendVerification emails a link that verifies the address. */
  sendVerification(): Promise<void>;
  /** refresh returns the shopper as Firebase Auth knows them now. Another device may have verified the address. */
  refresh(): Promise<Shopper>;
  /** sendReset emails a link for setting a new password. */
  sendReset(email: string): Promise<void>;
  /** signOut signs out and signs in as a new anonymous user. It returns undefined if a new account is refused. */
  signOut(): Promise<Shopper | undefined>;
};
