import { problemOf } from './problem';

/**
 * publicGet reads a part of the API that is the same for everybody. Unlike api, it sends no token: it does not wait for
 * the sign-in, and Hosting answers from its cache.
 */
export async function publicGet<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  const response = await fetch(new URL(path, window.location.origin), signal ? { signal } : {});
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw problemOf(response, body);
  return body as Body;
}
