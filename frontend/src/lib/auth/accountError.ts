const words: Record<string, string> = {
  'auth/email-already-in-use': 'That e-mail is linked already. Sign in instead.',
  'auth/credential-already-in-use': 'That e-mail is linked already. Sign in instead.',
  'auth/invalid-credential': 'E-mail and password do not match.',
  'auth/wrong-password': 'E-mail and password do not match.',
  'auth/user-not-found': 'E-mail and password do not match.',
  'auth/invalid-email': 'That is not an e-mail address.',
  'auth/weak-password': 'The password needs at least six characters.',
  'auth/password-does-not-meet-requirements': 'Choose a stronger password.',
  'auth/too-many-requests': 'Too many attempts. Wait a little and try again.',
  'auth/network-request-failed': 'There is no connection. Try again when you are online.',
};

/** accountProblem says in words what went wrong with an account. */
export function accountProblem(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return (typeof code === 'string' && words[code]) || 'That did not work. Try again.';
}
