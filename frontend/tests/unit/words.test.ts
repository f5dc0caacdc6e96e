import { afterEach, expect, test, vi } from 'vitest';
import { because, short } from '@/components/because';
import { headlineOf } from '@/features/card/headline';
import { matching, recentsOf } from '@/features/search/recents';
import { ApiError, problemOf, worthRetrying } from '@/lib/api/problem';
import type { Interaction, Reason, Recommendation } from '@/lib/api/types';
import { emulatorIn } from '@/lib/auth/config';
import { price, saving } from '@/lib/money';
import { forget, remember, remembered } from '@/lib/remember';
import { ago, compact } from '@/lib/time';
import { initFor } from '../fake/hosting';

afterEach(() => vi.unstubAllGlobals());

test.each([
  [{ amount: 4999, currency: 'USD' }, '$49.99'],
  [{ amount: 32999_00, currency: 'INR' }, '₹32,999.00'],
  [{ amount: 1500, currency: 'JPY' }, '¥1,500'],
  [{ amount: 1234567, currency: 'KWD' }, 'KWD 1,234.567'],
  [{ amount: 0, currency: 'GBP' }, '£0.00'],
  [{ amount: 999, currency: 'no code' }, '9.99 no code'],
])('price(%o) is %s', (money, want) => {
  expect(price(money).replace('\u00a0', ' ')).toBe(want);
});

test.each([
  [7499, 9895, 24],
  [100, 100, 0],
  [100, 90, 0],
  [999, 1000, 0],
])('a price of %i below a list price of %i saves %i %', (now, list, want) => {
  expect(saving({ price: { amount: now, currency: 'USD' }, listPrice: { amount: list, currency: 'USD' } })).toBe(want);
});

test('prices in two currencies save nothing', () => {
  expect(saving({ price: { amount: 1, currency: 'USD' }, listPrice: { amount: 9, currency: 'EUR' } })).toBe(0);
});

test.each([
  [5, 'just now'],
  [60, '1 minute ago'],
  [3 * 3600, '3 hours ago'],
  [86_400, 'yesterday'],
  [20 * 86_400, '2 weeks ago'],
])('%i seconds ago is %s', (seconds, want) => {
  const now = Date.parse('2026-01-31T12:00:00Z');
  expect(ago(new Date(now - seconds * 1000).toISOString(), now)).toBe(want);
});

test('counts are written short', () => {
  expect([7, 1200, 204_800].map(compact)).toEqual(['7', '1.2K', '204.8K']);
});

test('long words are cut at a word’s end', () => {
  expect(short('shoes for my 10-year-old son who likes Ben 10', 20)).toBe('shoes for my…');
  expect(short('lamp', 20)).toBe('lamp');
});

const search: Reason = { type: 'search', query: 'Bluetooth Speaker', interactionId: 'i1' };
const click: Reason = { type: 'click', productId: 'p', title: 'Oak lamp', interactionId: 'i2' };
const pick = (reason: Reason, productId = 'p'): Recommendation => ({ productId, title: 't', reason });

test('a reason is said in words', () => {
  expect(because(search)).toBe('Because you searched “Bluetooth Speaker”');
  expect(because(click)).toBe('Because you looked at Oak lamp');
  expect(because({ type: 'popular' })).toBe('Popular right now');
});

test('a card says its reason once where all share it', () => {
  expect(headlineOf([pick(search), pick(search)])).toEqual({
    kicker: 'Because you searched',
    title: '“Bluetooth Speaker”',
    mixed: false,
  });
  expect(headlineOf([pick(search), pick(click)])).toMatchObject({ mixed: true });
  expect(headlineOf([pick({ type: 'popular' })])).toMatchObject({ title: 'Popular right now', mixed: false });
  expect(headlineOf([pick({ type: 'popular' })], true)).toMatchObject({
    kicker: 'Your own picks are back soon',
    title: 'Popular right now',
  });
});

test('recent searches are each listed once, with every entry that holds them', () => {
  const entry = (id: string, query?: string): Interaction => ({
    id,
    type: query ? 'search' : 'click',
    createdAt: '',
    steers: false,
    ...(query && { query }),
  });
  const recents = recentsOf([entry('3', 'Lamp'), entry('x'), entry('2', 'tent'), entry('1', 'lamp ')]);
  expect(recents).toEqual([
    { query: 'Lamp', ids: ['3', '1'] },
    { query: 'tent', ids: ['2'] },
  ]);
  expect(matching(recents, ' LA').map((r) => r.query)).toEqual(['Lamp']);
});

test('a problem is read whoever wrote it', () => {
  const said = problemOf(new Response(null, { status: 400 }), { detail: 'query is empty', field: 'query', instance: 'r7' });
  expect(said).toMatchObject({ status: 400, detail: 'query is empty', field: 'query', requestId: 'r7' });
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

test('no answer at all is worth retrying', () => {
  expect(worthRetrying(new TypeError('Failed to fetch'))).toBe(true);
});

test('the Auth emulator is found in what Hosting’s emulator serves, and not in what Hosting does', async () => {
  const script = await initFor(new URL('http://x/__/firebase/init.js?useEmulator=true'), '127.0.0.1:9199')!.text();
  expect(emulatorIn(script)).toBe('http://127.0.0.1:9199');
  expect(emulatorIn('var firebaseEmulators = undefined;')).toBeUndefined();
  expect(emulatorIn('var firebaseEmulators = {};')).toBeUndefined();
});

test('what is remembered comes back under its name only', () => {
  remember('kind', 'a', [1]);
  expect(remembered('kind', 'a')).toEqual([1]);
  expect(remembered('kind', 'b')).toBeUndefined();
  forget('kind');
  expect(remembered('kind', 'a')).toBeUndefined();
});

test('a full or broken store only forgets', () => {
  sessionStorage.setItem('kind', 'not json');
  expect(remembered('kind', 'a')).toBeUndefined();
  vi.stubGlobal('sessionStorage', {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem: () => {},
    getItem: () => null,
  });
  expect(() => remember('kind', 'a', 1)).not.toThrow();
});
