/**
 * A NoAccountError means that Firebase Auth refused a new account. It limits the new accounts of one address, such as a
 * school's. The shopper can search and look at products without an account.
 */
export class NoAccountError extends Error {
  override name = 'NoAccountError';
}

/** isNoAccount reports whether an error means that the shopper has no account. */
export const isNoAccount = (error: unknown): error is NoAccountError => error instanceof NoAccountError;

/** noAccountTitle and noAccountText explain a NoAccountError to the shopper. */
export const noAccountTitle = 'We couldn’t create an account for you';
export const noAccountText = 'Too many people on your network are new here. You can still search and look at products.';

/** failureText returns the message for an action that failed: why, if the shopper has no account, or else fallback. */
export const failureText = (error: unknown, fallback: string): string =>
  isNoAccount(error) ? `${noAccountTitle}. Try again later.` : fallback;
