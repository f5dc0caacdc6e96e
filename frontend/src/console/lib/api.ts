import { problemOf } from '@/lib/api/problem';
import { access } from './session';

type Query = Record<string, string | number | boolean | undefined>;
type Options = { query?: Query; signal?: AbortSignal };

/** read returns the answer of a call under /api/admin. It throws an ApiError for an error response. */
export async function read<Body>(path: string, { query = {}, signal }: Options = {}): Promise<Body> {
  return call(urlOf(path, query), { method: 'GET', ...(signal && { signal }) });
}

/** write makes a call that changes something, and returns its answer. */
export async function write<Body>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Body> {
  const headers = { 'Content-Type': 'application/json' };
  return call(urlOf(path, {}), { method, ...(body !== undefined && { body: JSON.stringify(body), headers }) });
}

function urlOf(path: string, query: Query): URL {
  const url = new URL(`/api/admin/${path}`, window.location.origin);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value));
  return url;
}

// call retries once with a fresh token after a 401: tokens are valid for an hour.
async function call<Body>(url: URL, init: RequestInit): Promise<Body> {
  let response = await send(url, init, false);
  if (response.status === 401) response = await send(url, init, true);
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined) throw problemOf(response, body);
  return body as Body;
}

async function send(url: URL, init: RequestInit, fresh: boolean): Promise<Response> {
  const session = await access();
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${await session.token(fresh)}`);
  const app = await session.appToken();
  if (app) headers.set('X-Firebase-AppCheck', app);
  return fetch(url, { ...init, headers });
}
