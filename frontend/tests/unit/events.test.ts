import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Card } from '@/lib/api/types';
import type { FakeShop } from '../fake/shop';
import { openShop } from '../server';

let shop: FakeShop;

beforeEach(async () => {
  shop = openShop();
  const session = await import('@/lib/auth/session');
  const account = await session.openSession();
  if (session.currentShopper()?.email) session.setShopper((await account.signOut())!);
  await session.shopperId();
});
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: undefined, configurable: true });
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
});

const queue = () => import('@/lib/events/queue');
const stored = () => localStorage.getItem('shopfyp-events');
const search = (queryHash: string) => ({ name: 'search', queryHash }) as const;
const lamp: Card = { productId: 'lamp', title: 'Lamp', category: ['Home'], price: { amount: 1999, currency: 'EUR' } };

test('events wait, and go together', async () => {
  const { report, flush } = await queue();
  report(search('a'));
  report(search('b'));
  expect(shop.events.batches).toEqual([]);
  await flush();
  expect(shop.events.batches).toHaveLength(1);
  expect(shop.events.all()).toMatchObject([search('a'), search('b')]);
  expect(stored()).toBeNull();
});

test('a batch has at most 50 events', async () => {
  const { report, flush } = await queue();
  for (let i = 0; i < 120; i++) report(search(`q${i}`));
  await flush();
  expect(shop.events.batches.map((batch) => batch.length)).toEqual([50, 50, 20]);
});

test('a batch stays below half of what a closing page may send', async () => {
  const { report, flush } = await queue();
  const items = Array.from({ length: 36 }, (_, index) => ({ itemId: `product-${index}`.repeat(10), index }));
  for (let i = 0; i < 20; i++) report({ name: 'view_item_list', items });
  await flush();
  expect(shop.events.all()).toHaveLength(20);
  for (const batch of shop.events.batches) expect(JSON.stringify(batch).length).toBeLessThan(32_768);
});

test('a batch that failed is sent again with the same events, and older by the time between', async () => {
  const { report, flush } = await queue();
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(now);
  report(search('a'));
  shop.fail('/api/events', { status: 503, times: 1 });
  await flush();
  report(search('b'));
  await flush(); // too early: nothing is sent
  expect(shop.calls.filter((call) => call === 'POST /api/events')).toHaveLength(1);
  vi.mocked(Date.now).mockReturnValue(now + 60_000);
  await flush();
  const [first, second] = shop.events.batches;
  expect(first).toMatchObject([{ ...search('a'), ageMs: 60_000 }]);
  expect(second).toMatchObject([search('b')]);
});

test('a request whose answer was lost is repeated with the same events', async () => {
  const { report, flush } = await queue();
  report(search('a'));
  const now = Date.now();
  const lost = vi.spyOn(window, 'fetch').mockImplementationOnce(async (request) => {
    await shop.handle(request as Request);
    throw new TypeError('Failed to fetch');
  });
  await flush();
  expect(lost).toHaveBeenCalled();
  vi.spyOn(Date, 'now').mockReturnValue(now + 60_000);
  report(search('b'));
  await flush();
  expect(shop.events.batches.map((batch) => batch.map(({ eventId }) => eventId))).toHaveLength(3);
  expect(shop.events.batches[0]!.map(({ eventId }) => eventId)).toEqual(shop.events.batches[1]!.map(({ eventId }) => eventId));
  expect(shop.events.all()).toHaveLength(2);
});

test('a batch that the API rejects is dropped, and the next one is sent', async () => {
  const { report, flush } = await queue();
  report(search('a'));
  shop.fail('/api/events', { status: 400, times: 1 });
  await flush();
  expect(stored()).toBeNull();
  report(search('b'));
  await flush();
  expect(shop.events.all()).toMatchObject([search('b')]);
});

test('a full rate limit makes the app wait as long as the API asks', async () => {
  const { report, flush } = await queue();
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(now);
  report(search('a'));
  shop.fail('/api/events', { status: 429, times: 1, retryAfter: 40 });
  await flush();
  vi.mocked(Date.now).mockReturnValue(now + 39_000);
  await flush();
  expect(shop.events.all()).toEqual([]);
  vi.mocked(Date.now).mockReturnValue(now + 40_000);
  await flush();
  expect(shop.events.all()).toHaveLength(1);
});

test('offline events survive a closed page, and go when there is a network', async () => {
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  const first = await queue();
  first.report(search('a'));
  await first.flush();
  expect(shop.calls).not.toContain('POST /api/events');
  vi.resetModules();
  const session = await import('@/lib/auth/session');
  await session.shopperId();
  await queue(); // as the next page does
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
  window.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(shop.events.all()).toMatchObject([search('a')]));
});

test('events older than a week are dropped', async () => {
  const { report, flush } = await queue();
  const now = Date.now();
  report(search('a'));
  vi.spyOn(Date, 'now').mockReturnValue(now + 7 * 86_400_000);
  report(search('b'));
  await flush();
  expect(shop.events.all()).toMatchObject([search('b')]);
  expect(stored()).toBeNull();
});

test('without a network, the number of events is bounded', async () => {
  Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
  const { report, flush } = await queue();
  for (let i = 0; i < 1100; i++) report(search(`q${i}`));
  Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
  await flush();
  expect(shop.events.all()).toHaveLength(1000);
  expect(shop.events.all().at(-1)).toMatchObject(search('q1099'));
});

test('a shopper who is not measured reports nothing, and what waited is gone', async () => {
  const { report, flush } = await queue();
  const { setMeasured } = await import('@/lib/events/consent');
  const { Showing } = await import('@/lib/events/showing');
  new Showing('card', {}).open(lamp, 0);
  setMeasured(false);
  expect(localStorage.getItem('shopfyp-events') ?? localStorage.getItem('shopfyp-shown')).toBeNull();
  report(search('b'));
  new Showing('card', {}).open(lamp, 0);
  await flush();
  expect(shop.calls).not.toContain('POST /api/events');
  expect(localStorage.getItem('shopfyp-events') ?? localStorage.getItem('shopfyp-shown')).toBeNull();
  vi.resetModules();
  expect((await import('@/lib/events/consent')).isMeasured()).toBe(false);
});

test('Global Privacy Control stops events, and removes those of before', async () => {
  localStorage.setItem('shopfyp-events', JSON.stringify({ open: [{ at: Date.now(), event: search('a') }], batches: [] }));
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
  const { report, flush } = await queue();
  expect(stored()).toBeNull();
  report(search('b'));
  await flush();
  expect(stored()).toBeNull();
  expect(shop.calls).not.toContain('POST /api/events');
});

test('another shopper on the device does not report the events of the one before', async () => {
  const { report, flush } = await queue();
  const { Showing } = await import('@/lib/events/showing');
  const session = await import('@/lib/auth/session');
  report(search('a'));
  new Showing('card', { experiments: { words: 'b.01' } }).prove(lamp, 0);
  session.setShopper({ ...session.currentShopper()!, uid: 'other' });
  await flush();
  expect(stored()).toBeNull();
  expect(localStorage.getItem('shopfyp-arms')).toBeNull(); // the other one counts as a shopper too
  expect(shop.calls).not.toContain('POST /api/events');
});
