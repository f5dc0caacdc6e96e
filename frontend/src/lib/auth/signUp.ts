import { signInAnonymously, type Auth, type User } from 'firebase/auth';
import { NoAccountError } from './refusal';

const refusalCodes = new Set(
  ['too-many-requests', 'quota-exceeded', 'admin-restricted-operation', 'operation-not-allowed'].map((code) => `auth/${code}`),
);

// After a refusal, the app does not ask again for a while: each attempt counts towards the limit.
const pauseMs = 30_000;

/** SignUp creates anonymous users. Calls at the same time share one user. */
export class SignUp {
  private running: Promise<User> | undefined;
  private refusal: { error: NoAccountError; until: number } | undefined;

  constructor(private readonly auth: Auth) {}

  /** user returns a new user. It throws a NoAccountError if Firebase Auth refuses one, now or a moment ago. */
  user(): Promise<User> {
    if (this.isRefused()) return Promise.reject(this.refusal!.error);
    this.running ??= this.create().finally(() => (this.running = undefined));
    return this.running;
  }

  /** isRefused reports whether Firebase Auth refused a user a moment ago. */
  isRefused = (): boolean => this.refusal !== undefined && Date.now() < this.refusal.until;

  /** allow makes the next call of user ask again. */
  allow(): void {
    this.refusal = undefined;
  }

  private async create(): Promise<User> {
    try {
      const { user } = await signInAnonymously(this.auth);
      this.refusal = undefined;
      return user;
    } catch (error) {
      if (!refusalCodes.has((error as { code?: string }).code ?? '')) throw error;
      const refused = new NoAccountError('no new account', { cause: error });
      this.refusal = { error: refused, until: Date.now() + pauseMs };
      throw refused;
    }
  }
}
