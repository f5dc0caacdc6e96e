import type { Role } from '@/console/lib/types';
import { Refusal } from './api.ts';

type Claims = { sub?: string; email?: string; role?: Role };

/** uidIn returns the user ID in a request's token. */
export const uidIn = (authorization: string | null): string | undefined => read(authorization)?.sub;

/** claimsIn returns the email address and the role in a request's token. */
export function claimsIn(authorization: string | null): { email: string; role?: Role } {
  const claims = read(authorization);
  if (!claims) throw new Refusal(401, 'no valid token');
  return { email: claims.email ?? '', ...(claims.role && { role: claims.role }) };
}

function read(authorization: string | null): Claims | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? '')?.[1];
  return payload ? (JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims) : undefined;
}
