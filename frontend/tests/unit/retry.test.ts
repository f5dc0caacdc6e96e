import { expect, test } from 'vitest';
import { ApiError, problemOf } from '@/lib/api/problem';
import { loadError, retryDelay, retryIfBusy, retryRead } from '@/lib/retry';

const rateLimited = (retryAfter?: string) =>
  problemOf(new Response(null, { status: 429, ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }) }), {});

test.each([
  ['1', 1000],
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s is %s ms', (header, ms) => {
  expect(rateLimited(header).retryAfter).toBe(ms);
});

test('a rate-limited request is retried after the requested time, up to six times', () => {
  expect(retryDelay(0, rateLimited('2'))).toBeGreaterThanOrEqual(2000);
  expect([0, 5, 6].map((failures) => retryRead(failures, rateLimited('2')))).toEqual([true, true, false]);
  expect(retryIfBusy(0, rateLimited('2'))).toBe(true);
  expect(retryIfBusy(0, rateLimited('120'))).toBe(false); // too long to wait silently
});

test('after a server error, a read is retried twice and a write never', () => {
  const broken = new ApiError(500, 'internal error');
  expect([0, 1, 2].map((failures) => retryRead(failures, broken))).toEqual([true, true, false]);
  expect(retryIfBusy(0, broken)).toBe(false);
  expect(retryRead(0, new ApiError(400, 'no such field'))).toBe(false);
});

test('loadError reports the rate limit only if it lasts', () => {
  const fetching = { isError: false, error: null, fetchStatus: 'fetching' };
  const after = (failureCount: number, failureReason: unknown) => loadError({ ...fetching, failureCount, failureReason });
  expect(after(0, null)).toBeUndefined();
  expect(after(2, rateLimited('1'))).toBeUndefined();
  expect(after(3, rateLimited('1'))).toMatchObject({ retrying: true });
  expect(after(1, rateLimited('10'))).toMatchObject({ retrying: true });
  expect(after(2, new ApiError(500, 'internal error'))).toBeUndefined();
});
