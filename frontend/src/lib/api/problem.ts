import { isNoAccount } from '@/lib/auth/refusal';
import type { Problem } from './types';

/** An ApiError is an error response of the API. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    /** the error message, readable by a shopper */
    readonly detail: string,
    /** the invalid field, if the server named one */
    readonly field?: string,
    /** identifies the request in the server's log */
    readonly requestId?: string,
    /** milliseconds to wait before a retry, if the server sent Retry-After */
    readonly retryAfter?: number,
  ) {
    super(`${status}: ${detail}`);
  }
}

/** problemOf reads an error response of our functions or of a proxy. */
export function problemOf(response: Response, body: unknown): ApiError {
  const p: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  const detail = p.detail ?? p.title ?? `the server answered ${response.status}`;
  return new ApiError(response.status, detail, p.field, p.instance, parseRetryAfter(response.headers.get('Retry-After')));
}

// parseRetryAfter reads a number of seconds or a date and returns milliseconds.
function parseRetryAfter(header: string | null): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** isNotFound reports whether the error is a 404. */
export const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;

/** isBusy reports whether the request exceeded the rate limit. The server did not process it. */
export const isBusy = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 429;

/** worthRetrying reports whether the same request may succeed a moment later. */
export const worthRetrying = (error: unknown) =>
  error instanceof ApiError ? error.status >= 500 || error.status === 429 || error.status === 408 : !isNoAccount(error);
