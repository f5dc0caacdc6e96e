type User = { uid: string; email?: string; password?: string; role?: string };
type Call = { idToken?: string; email?: string; password?: string; refresh_token?: string };

/** staffPassword is the password of all accounts that FakeAuth starts with. */
export const staffPassword = 'shopfyp';

/** The accounts that FakeAuth starts with: one for each role in the console, and one without a role. */
const accounts: User[] = ['owner', 'editor', 'viewer', 'shopper'].map((name) => ({
  uid: `staff-${name}`,
  email: `${name}@shopfyp.example`,
  password: staffPassword,
  ...(name !== 'shopper' && { role: name }),
}));

/** FakeAuth is an in-memory Firebase Auth for the calls that the app makes. It responds like the Auth emulator. */
export class FakeAuth {
  private readonly users = new Map(accounts.map((user) => [user.uid, user]));
  private readonly removed = new Set<string>();
  private static count = 0; // shared by all fakes, because Firebase remembers the user of an earlier fake

  /** owns reports whether a URL belongs to Firebase Auth. */
  static owns = (url: URL) => /^\/(identitytoolkit|securetoken)\.googleapis\.com\//.test(url.pathname);

  async handle(request: Request): Promise<Response> {
    const call = new URL(request.url).pathname.split(/[/:]/).at(-1);
    const text = await request.text();
    const body: Call = text.startsWith('{') ? (JSON.parse(text) as Call) : Object.fromEntries(new URLSearchParams(text));
    switch (call) {
      case 'signUp':
        return body.idToken ? this.link(body) : this.signUp();
      case 'update':
        return this.link(body);
      case 'signInWithPassword':
        return this.signIn(body);
      case 'lookup':
        return this.lookup(body);
      case 'token':
        return this.refresh(body);
      case 'sendOobCode':
        return Response.json({ email: body.email });
    }
    return refuse('OPERATION_NOT_ALLOWED');
  }

  /** remove deletes a user, so that the user can no longer sign in. */
  remove(uid: string): void {
    this.removed.add(uid);
    this.users.delete(uid);
  }

  private signUp(): Response {
    const user = { uid: `shopper${++FakeAuth.count}` };
    this.users.set(user.uid, user);
    return signedIn(user);
  }

  private link({ idToken = '', email = '', password = '' }: Call): Response {
    if ([...this.users.values()].some((u) => u.email === email)) return refuse('EMAIL_EXISTS');
    if (password.length < 6) return refuse('WEAK_PASSWORD : Password should be at least 6 characters');
    const user = Object.assign(this.userOf(idToken), { email, password });
    return signedIn(user);
  }

  private signIn({ email, password }: Call): Response {
    const user = [...this.users.values()].find((u) => u.email === email && u.password === password);
    return user ? signedIn(user) : refuse('INVALID_LOGIN_CREDENTIALS');
  }

  private lookup({ idToken = '' }: Call): Response {
    const { uid, email } = this.userOf(idToken);
    const providers = email ? [{ providerId: 'password', email, rawId: email, federatedId: email }] : [];
    return Response.json({
      users: [
        {
          localId: uid,
          ...(email && { email, emailVerified: false }),
          providerUserInfo: providers,
          createdAt: '1',
          lastLoginAt: '1',
        },
      ],
    });
  }

  private refresh({ refresh_token: token = '' }: Call): Response {
    const uid = token.replace('refresh-', '');
    if (this.removed.has(uid)) return refuse('USER_NOT_FOUND');
    const user = this.users.get(uid) ?? { uid };
    return Response.json({
      access_token: tokenOf(user),
      id_token: tokenOf(user),
      refresh_token: token,
      expires_in: '3600',
      token_type: 'Bearer',
      user_id: user.uid,
    });
  }

  private userOf(idToken: string): User {
    const { sub } = JSON.parse(Buffer.from(idToken.split('.')[1] ?? '', 'base64url').toString()) as { sub: string };
    const user = this.users.get(sub) ?? { uid: sub }; // signed in to an earlier fake
    this.users.set(sub, user);
    return user;
  }
}

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** tokenOf returns an unsigned ID token like those of the Auth emulator. */
export function tokenOf({ uid, email, role }: User): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    sub: uid,
    user_id: uid,
    aud: 'demo-shopfyp',
    iat: now,
    exp: now + 3600,
    auth_time: now,
    ...(email && { email }),
    ...(role && { role }),
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

const signedIn = (user: User) =>
  Response.json({
    idToken: tokenOf(user),
    refreshToken: `refresh-${user.uid}`,
    localId: user.uid,
    expiresIn: '3600',
    ...(user.email && { email: user.email }),
  });

const refuse = (message: string) => Response.json({ error: { code: 400, message, errors: [{ message }] } }, { status: 400 });
