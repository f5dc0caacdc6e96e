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
  ) {
    super(`${status}: ${detail}`);
  }
}

/** problemOf reads what an answer that is not OK says, whoever wrote it: our functions or a proxy before them. */
export function problemOf(response: Response, body: unknown): ApiError {
  const p: Partial<Problem> = typeof body === 'object' && body !== null ? body : {};
  return new ApiError(response.status, p.detail ?? p.title ?? `the server answered ${response.status}`, p.field, p.instance);
}

/** isNotFound says that the thing asked for does not exist, which asking again will not change. */
export const isNotFound = (error: unknown) => error instanceof ApiError && error.status === 404;

/** worthRetrying says that the same request may well succeed a moment later. */
export const worthRetrying = (error: unknown) =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429 || error.status === 408;
