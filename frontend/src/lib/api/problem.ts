import type { Problem } from './types';

/** An ApiError is an answer of the server that is not the one asked for. */
export class ApiError extends Error {
  override name = 'ApiError';

  constructor(
    readonly status: number,
    /** what is wrong with the request, in words a shopper may read */
    readonly detail: string,
    /** the field that is wrong, where the server named one */
    readonly field?: string,
    /** finds the request in the server's log */
    readonly requestId?: string,
    /** milliseconds after which the server wants to be asked again, where it said so */
    readonly retryAfter?: number,
  ) {
    super(`${status}: ${detail}`);
  }
}

/** problemOf reads what an answer that is not OK says, whoever wrote it: our functions or a proxy before them. */
export function problemOf(response: Response, body: unknown): ApiError {
  const p: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  const detail = p.detail ?? p.title ?? `the server answered ${response.status}`;
  return new ApiError(response.status, detail, p.field, p.instance, waitOf(response.headers.get('Retry-After')));
}

// waitOf reads a Retry-After, which is seconds or a date.
function waitOf(header: string | null): number | undefined {
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** isNotFound says that the thing asked for does not exist, which asking again will not change. */
export const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;

/** isBusy says that the server was asked too often: it did nothing of what was asked, and will a moment later. */
export const isBusy = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 429;

/** worthRetrying says that the same request may well succeed a moment later. */
export const worthRetrying = (error: unknown) =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 408;
