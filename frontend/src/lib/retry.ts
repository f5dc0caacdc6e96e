import { isBusy, worthRetrying } from './api/problem';

// The rules for retries. The server does not process a request that exceeds the rate limit (429), so the app
// retries any such request after the delay that the server asks for. It shows a message only if the limit lasts.

const maxBusyRetries = 6;
const maxBusyDelayMs = 30_000; // above this, show an error and let the shopper retry
const silentRetries = 2;
const silentDelayMs = 3000;

const baseDelay = (failures: number, error: unknown) => (isBusy(error) ? error.retryAfter : undefined) ?? 400 * 2 ** failures;

/** retryIfBusy reports whether to retry a request that hit the rate limit. It is safe for writes, which must not happen twice. */
export const retryIfBusy = (failures: number, error: unknown): boolean =>
  isBusy(error) && failures < maxBusyRetries && baseDelay(failures, error) <= maxBusyDelayMs;

/** retryRead reports whether to retry a read, which is safe after any temporary failure. */
export const retryRead = (failures: number, error: unknown): boolean =>
  isBusy(error) ? retryIfBusy(failures, error) : failures < 2 && worthRetrying(error);

/** retryDelay returns the milliseconds before the next retry, with jitter if the request hit the rate limit. */
export const retryDelay = (failures: number, error: unknown): number =>
  baseDelay(failures, error) + (isBusy(error) ? Math.random() * 300 : 0);

type QueryState = {
  isError: boolean;
  error: unknown;
  fetchStatus: string;
  failureCount: number;
  failureReason: unknown;
};

/** LoadError is the reason why a query has no data, and whether the app is still retrying. */
export type LoadError = { error: unknown; retrying: boolean };

/** loadError returns the error to show for a query, or undefined if there is no error to show. */
export function loadError(query: QueryState): LoadError | undefined {
  if (query.isError || query.fetchStatus === 'paused') return { error: query.error, retrying: false };
  const { failureCount, failureReason } = query;
  if (!isBusy(failureReason)) return undefined;
  const lasting = failureCount > silentRetries || baseDelay(failureCount, failureReason) > silentDelayMs;
  return lasting ? { error: failureReason, retrying: true } : undefined;
}
