const messages: Record<string, string> = {
  'auth/email-already-in-use': 'That email is already linked to an account. Sign in instead.',
  'auth/credential-already-in-use': 'That email is already linked to an account. Sign in instead.',
  'auth/invalid-credential': 'That email and password don’t match.',
  'auth/wrong-password': 'That email and password don’t match.',
  'auth/user-not-found': 'That email and password don’t match.',
  'auth/invalid-email': 'Enter a valid email address.',
  'auth/weak-password': 'Use at least six characters for your password.',
  'auth/password-does-not-meet-requirements': 'Choose a stronger password.',
  'auth/too-many-requests': 'Too many attempts. Wait a few minutes and try again.',
  'auth/provider-already-linked': 'A Google account is already linked.',
  'auth/network-request-failed': 'You’re offline. Try again when you’re connected.',
};

/** accountErrorMessage returns the message to show for an error of Firebase Auth. */
export function accountErrorMessage(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return (typeof code === 'string' && messages[code]) || 'Something went wrong. Try again.';
}

/** isCancelled reports whether the shopper closed the window of a sign-in. */
export const isCancelled = (error: unknown): boolean =>
  ['auth/popup-closed-by-user', 'auth/cancelled-popup-request', 'auth/user-cancelled'].includes(
    (error as { code?: string } | null)?.code ?? '',
  );
