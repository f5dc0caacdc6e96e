import { isBusy, worthRetrying } from './api/problem';

// How the app asks again by itself. What was refused because too much was asked at once was not done at
// all, so it is asked again whatever it is, when the shop says; the shopper is told only if that goes on.

const mostWaits = 6;
const longestWait = 30_000; // whoever shall wait longer had better be told, and asked
const quietWaits = 2;
const quietWait = 3000;

const waitFor = (failures: number, error: unknown) => (isBusy(error) ? error.retryAfter : undefined) ?? 400 * 2 ** failures;

/** waitWhereBusy says whether to ask again, after so many failures, because the last was that too much was asked at once. */
export const waitWhereBusy = (failures: number, error: unknown): boolean =>
  isBusy(error) && failures < mostWaits && waitFor(failures, error) <= longestWait;

/** askAgain is the same for what may be asked twice, which also other failures are worth. */
export const askAgain = (failures: number, error: unknown): boolean =>
  isBusy(error) ? waitWhereBusy(failures, error) : failures < 2 && worthRetrying(error);

/** delay is how many milliseconds pass until then: a little more than the shop asks for, and not all at once. */
export const delay = (failures: number, error: unknown): number =>
  waitFor(failures, error) + (isBusy(error) ? Math.random() * 300 : 0);

type Asked = {
  isError: boolean;
  error: unknown;
  fetchStatus: string;
  failureCount: number;
  failureReason: unknown;
};

/** troubleWith is why there is no answer, once that is worth saying, and whether the app goes on asking by itself. */
export function troubleWith(query: Asked): { error: unknown; waiting: boolean } | undefined {
  if (query.isError || query.fetchStatus === 'paused') return { error: query.error, waiting: false };
  const { failureCount, failureReason } = query;
  if (!isBusy(failureReason)) return undefined;
  const lasts = failureCount > quietWaits || waitFor(failureCount, failureReason) > quietWait;
  return lasts ? { error: failureReason, waiting: true } : undefined;
}
