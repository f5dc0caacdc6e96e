import { expect, test } from 'vitest';
import { reasonText, truncate } from '@/components/reasonText';
import { headlineOf } from '@/features/card/headline';
import { matching, recentSearches } from '@/features/search/recentSearches';
import { ApiError, problemOf, worthRetrying } from '@/lib/api/problem';
import type { Interaction, Reason, Recommendation } from '@/lib/api/types';
import { emulatorIn } from '@/lib/auth/config';
import { formatPrice, savingPercent } from '@/lib/money';
import { compactCount, timeAgo } from '@/lib/time';
import { initFor } from '../fake/hosting';

test.each([
  [{ amount: 4999, currency: 'USD' }, '$49.99'],
  [{ amount: 32999_00, currency: 'INR' }, '₹32,999.00'],
  [{ amount: 1500, currency: 'JPY' }, '¥1,500'],
  [{ amount: 1234567, currency: 'KWD' }, 'KWD 1,234.567'],
  [{ amount: 0, currency: 'GBP' }, '£0.00'],
  [{ amount: 999, currency: 'no code' }, '9.99 no code'],
])('formatPrice(%o) is %s', (money, want) => {
  expect(formatPrice(money).replace('\u00a0', ' ')).toBe(want);
});

test.each([
  [7499, 9895, 24],
  [100, 100, 0],
  [100, 90, 0],
  [999, 1000, 0],
])('a price of %i and a list price of %i save %i %', (now, list, want) => {
  expect(savingPercent({ price: { amount: now, currency: 'USD' }, listPrice: { amount: list, currency: 'USD' } })).toBe(want);
});

test('prices in different currencies have no saving', () => {
  expect(savingPercent({ price: { amount: 1, currency: 'USD' }, listPrice: { amount: 9, currency: 'EUR' } })).toBe(0);
});

test.each([
  [5, 'just now'],
  [60, '1 minute ago'],
  [3 * 3600, '3 hours ago'],
  [86_400, 'yesterday'],
  [20 * 86_400, '2 weeks ago'],
])('%i seconds ago is %s', (seconds, want) => {
  const now = Date.parse('2026-01-31T12:00:00Z');
  expect(timeAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(want);
});

test('compactCount shortens large counts', () => {
  expect([7, 1200, 204_800].map(compactCount)).toEqual(['7', '1.2K', '204.8K']);
});

test('truncate cuts at a word boundary', () => {
  expect(truncate('shoes for my 10-year-old son who likes Ben 10', 20)).toBe('shoes for my…');
  expect(truncate('lamp', 20)).toBe('lamp');
});

const search: Reason = { type: 'search', query: 'Bluetooth Speaker', interactionId: 'i1' };
const click: Reason = { type: 'click', productId: 'p', title: 'Oak lamp', interactionId: 'i2' };
const pick = (reason: Reason, productId = 'p'): Recommendation => ({ productId, title: 't', reason });

test('reasonText explains a recommendation', () => {
  expect(reasonText(search)).toBe('Because you searched for “Bluetooth Speaker”');
  expect(reasonText(click)).toBe('Because you looked at Oak lamp');
  expect(reasonText({ type: 'popular' })).toBe('Popular right now');
});

test('the headline shows the reason that all products share', () => {
  expect(headlineOf([pick(search), pick(search)])).toEqual({
    kicker: 'Because you searched for',
    title: '“Bluetooth Speaker”',
    mixed: false,
  });
  expect(headlineOf([pick(search), pick(click)])).toMatchObject({ mixed: true });
  expect(headlineOf([pick({ type: 'popular' })])).toMatchObject({ title: 'Popular right now', mixed: false });
  expect(headlineOf([pick({ type: 'popular' })], true)).toMatchObject({
    kicker: 'Your personal picks will be back soon',
    title: 'Popular right now',
  });
});

test('recentSearches groups equal queries and collects their entry IDs', () => {
  const entry = (id: string, query?: string): Interaction => ({
    id,
    type: query ? 'search' : 'click',
    createdAt: '',
    steers: false,
    ...(query && { query }),
  });
  const recents = recentSearches([entry('3', 'Lamp'), entry('x'), entry('2', 'tent'), entry('1', 'lamp ')]);
  expect(recents).toEqual([
    { query: 'Lamp', ids: ['3', '1'] },
    { query: 'tent', ids: ['2'] },
  ]);
  expect(matching(recents, ' LA').map((r) => r.query)).toEqual(['Lamp']);
});

test('problemOf reads errors of the API and of proxies', () => {
  const problem = problemOf(new Response(null, { status: 400 }), { detail: 'query is empty', field: 'query', instance: 'r7' });
  expect(problem).toMatchObject({ status: 400, detail: 'query is empty', field: 'query', requestId: 'r7' });
  expect(problemOf(new Response(null, { status: 502 }), '<html>')).toMatchObject({
    status: 502,
    detail: 'the server answered 502',
  });
});

test.each([
  [400, false],
  [404, false],
  [408, true],
  [429, true],
  [500, true],
  [503, true],
])('status %i is worth retrying: %s', (status, want) => {
  expect(worthRetrying(new ApiError(status, ''))).toBe(want);
});

test('a network error is worth retrying', () => {
  expect(worthRetrying(new TypeError('Failed to fetch'))).toBe(true);
});

test('emulatorIn finds the Auth emulator only in the init script of the Hosting emulator', async () => {
  const script = await initFor(new URL('http://x/__/firebase/init.js?useEmulator=true'), '127.0.0.1:9199')!.text();
  expect(emulatorIn(script)).toBe('http://127.0.0.1:9199');
  expect(emulatorIn('var firebaseEmulators = undefined;')).toBeUndefined();
  expect(emulatorIn('var firebaseEmulators = {};')).toBeUndefined();
});
