import createClient from 'openapi-fetch';
import { isNoAccount } from '@/lib/auth/refusal';
import { appToken, idToken } from '@/lib/auth/session';
import { problemOf } from './problem';
import type { paths } from './schema';

/** api calls the functions under /api with the shopper's ID token, or without one if the shopper has no account. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorizedFetch });

/** unwrap returns the body of a successful response and throws an ApiError for any other. */
export async function unwrap<Body>(
  call: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<NonNullable<Body>> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined || data === null) throw problemOf(response, error);
  return data;
}

// authorizedFetch retries once with a fresh token after a 401. Tokens are valid for an hour and may expire while the
// device sleeps.
async function authorizedFetch(request: Request): Promise<Response> {
  const copy = request.clone();
  let token: string;
  try {
    token = await idToken();
  } catch (error) {
    if (!isNoAccount(error)) throw error;
    const response = await send(request);
    if (response.status === 401) throw error; // this call needs an account
    return response;
  }
  const response = await send(request, token);
  return response.status === 401 ? send(copy, await idToken({ fresh: true })) : response;
}

async function send(request: Request, token?: string): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  const app = await appToken();
  if (app) request.headers.set('X-Firebase-AppCheck', app);
  return fetch(request);
}
