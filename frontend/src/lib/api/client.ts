import createClient from 'openapi-fetch';
import { appToken, idToken } from '@/lib/auth/session';
import { problemOf } from './problem';
import type { paths } from './schema';

/** api calls the functions under /api with the shopper's ID token. */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: authorised });

/** take gives the body of a good answer and throws an ApiError for any other. */
export async function take<Body>(
  call: Promise<{ data?: Body; error?: unknown; response: Response }>,
): Promise<NonNullable<Body>> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined || data === null) throw problemOf(response, error);
  return data;
}

// authorised sends a request, and once more with a fresh token where the first was refused:
// a token lives for an hour, and a laptop may have slept that long.
async function authorised(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request, await idToken());
  return response.status === 401 ? send(again, await idToken({ fresh: true })) : response;
}

async function send(request: Request, token: string): Promise<Response> {
  request.headers.set('Authorization', `Bearer ${token}`);
  const app = await appToken();
  if (app) request.headers.set('X-Firebase-AppCheck', app);
  return fetch(request);
}
