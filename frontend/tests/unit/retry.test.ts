import { expect, test } from 'vitest';
import { ApiError, problemOf } from '@/lib/api/problem';
import { askAgain, delay, troubleWith, waitWhereBusy } from '@/lib/patience';

const refused = (retryAfter?: string) =>
  problemOf(new Response(null, { status: 429, ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }) }), {});

test.each([
  ['1', 1000],
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After: %s is a wait of %s ms', (header, ms) => {
  expect(refused(header).retryAfter).toBe(ms);
});

test('what was one too many is asked again when the shop says, for a while', () => {
  expect(delay(0, refused('2'))).toBeGreaterThanOrEqual(2000);
  expect([0, 5, 6].map((failures) => askAgain(failures, refused('2')))).toEqual([true, true, false]);
  expect(waitWhereBusy(0, refused('2'))).toBe(true);
  expect(waitWhereBusy(0, refused('120'))).toBe(false); // for so long nobody waits in silence
});

test('what broke is asked again twice, and a write never', () => {
  const broken = new ApiError(500, 'internal error');
  expect([0, 1, 2].map((failures) => askAgain(failures, broken))).toEqual([true, true, false]);
  expect(waitWhereBusy(0, broken)).toBe(false);
  expect(askAgain(0, new ApiError(400, 'no such field'))).toBe(false);
});

test('waiting is said only when it lasts', () => {
  const asking = { isError: false, error: null, fetchStatus: 'fetching' };
  const after = (failureCount: number, failureReason: unknown) => troubleWith({ ...asking, failureCount, failureReason });
  expect(after(0, null)).toBeUndefined();
  expect(after(2, refused('1'))).toBeUndefined();
  expect(after(3, refused('1'))).toMatchObject({ waiting: true });
  expect(after(1, refused('10'))).toMatchObject({ waiting: true });
  expect(after(2, new ApiError(500, 'internal error'))).toBeUndefined();
});
