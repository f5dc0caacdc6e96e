import { beforeEach, expect, test, vi } from 'vitest';
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

const queue = () => import('@/lib/events/queue');
const lamp: Card = { productId: 'lamp', title: 'Lamp', category: ['Home'], price: { amount: 1999, currency: 'EUR' } };

test('what the shopper does counts for the list that showed the product last', async () => {
  const { Showing } = await import('@/lib/events/showing');
  const { addedToCart, purchased } = await import('@/lib/events/track');
  const { flush } = await queue();
  new Showing('similar', { snapshot: 'v1', ranker: 'nearest' }).see(lamp, 4);
  await Promise.resolve();
  const answer = { snapshot: 'v2', ranker: 'hybrid', queryHash: 'h', experiments: { words: 'b' } };
  new Showing('search', answer).open(lamp, 1);
  addedToCart(lamp);
  purchased([{ ...lamp, quantity: 3, status: 'available', addedAt: '2026-01-01T00:00:00Z' }], 'order-0001');
  await flush();
  const place = { itemListId: 'search', index: 1, snapshot: 'v2', ranker: 'hybrid', arms: { words: 'b' } };
  const item = { itemId: 'lamp', itemCategory: 'Home' };
  const events = shop.events.all();
  expect(events.map(({ name }) => name)).toEqual(['view_item_list', 'view_item_list', 'select_item', 'add_to_cart', 'purchase']);
  expect(events[1]).toMatchObject({ queryHash: 'h', items: [{ ...item, ...place }] });
  expect(events[2]).toMatchObject({ queryHash: 'h', currency: 'EUR', items: [{ ...item, ...place, price: 1999, first: true }] });
  expect(events[3]).toMatchObject({ queryHash: 'h', items: [{ ...item, ...place, quantity: 1 }] });
  expect(events[4]).toMatchObject({ eventId: 'order-0001', items: [{ ...item, ...place, quantity: 3 }] });
  expect(events[4]!.items![0]!.shownMs).toBeGreaterThanOrEqual(0);
});

test('a variant counts for the list that showed another variant, for a day', async () => {
  const { rememberShown, lastShown } = await import('@/lib/events/shown');
  const now = Date.now();
  rememberShown('card', [{ product: { ...lamp, itemGroupId: 'lamps' }, place: { itemListId: 'card', index: 2 } }]);
  const blue = { productId: 'blue', itemGroupId: 'lamps' };
  vi.spyOn(Date, 'now').mockReturnValue(now + 86_000_000);
  expect(lastShown(blue)).toMatchObject({ itemListId: 'card', index: 2 });
  vi.mocked(Date.now).mockReturnValue(now + 86_500_000);
  expect(lastShown(blue)).toEqual({});
});

test('the browser remembers a bounded number of shown products', async () => {
  const { rememberShown, lastShown } = await import('@/lib/events/shown');
  for (let i = 0; i < 400; i++)
    rememberShown('card', [{ product: { ...lamp, productId: `p${i}` }, place: { itemListId: 'card', index: 0 } }]);
  expect(lastShown({ productId: 'p50' })).toEqual({});
  expect(lastShown({ productId: 'p399' })).toMatchObject({ itemListId: 'card' });
  expect(Object.keys(JSON.parse(localStorage.getItem('shopfyp-shown')!) as object)).toHaveLength(300);
});

/** seeNow shows a product in a list, which reports it at once. */
async function seeNow(surface: 'card' | 'search', product: Card, experiments?: Record<string, string>) {
  const { Showing } = await import('@/lib/events/showing');
  new Showing(surface, experiments ? { experiments } : {}).prove(product, 0);
}

const lists = () => shop.events.all().filter(({ name }) => name === 'view_item_list');

test('a product is a repeat if the same list showed it within a day', async () => {
  const { flush } = await queue();
  const now = Date.now();
  const at = vi.spyOn(Date, 'now').mockReturnValue(now);
  await seeNow('card', lamp);
  await seeNow('search', lamp);
  await seeNow('card', { ...lamp, productId: 'mug' });
  at.mockReturnValue(now + 80_000_000);
  await seeNow('card', lamp);
  at.mockReturnValue(now + 90_000_000);
  await seeNow('search', lamp); // its last time is more than a day ago
  await seeNow('card', lamp);
  await flush();
  expect(lists().map(({ items }) => items![0]!.repeat ?? false)).toEqual([false, false, false, true, false, true]);
});

test('a shopper enters an arm once, also after the page was closed', async () => {
  await seeNow('card', lamp, { words: 'b.01' });
  await seeNow('search', lamp, { words: 'b.01', rules: 'a.07' });
  vi.resetModules();
  await (await import('@/lib/auth/session')).shopperId();
  await seeNow('card', lamp, { words: 'b.01', rules: 'a.07' });
  await (await queue()).flush();
  expect(lists().map(({ items }) => items![0]!.firstIn ?? [])).toEqual([['words'], ['rules'], []]);
});

test('a long experiment is remembered, whatever the number of later ones', async () => {
  const { enterArms } = await import('@/lib/events/arms');
  expect(enterArms({ long: 'a.01' })).toEqual(['long']);
  for (let i = 0; i < 60; i++) expect(enterArms({ long: 'a.01', [`short-${i}`]: 'b.01' })).toEqual([`short-${i}`]);
});

test('only one product of a list says that the shopper entered an arm', async () => {
  const { Showing } = await import('@/lib/events/showing');
  const { flush } = await queue();
  const showing = new Showing('card', { experiments: { words: 'b.01' } });
  showing.see(lamp, 0);
  showing.see({ ...lamp, productId: 'mug' }, 1);
  await Promise.resolve();
  await flush();
  expect(lists()[0]!.items!.map(({ firstIn }) => firstIn)).toEqual([['words'], undefined]);
});

test('a product and its list stay within the limits of the API', async () => {
  const { pricedEvent } = await import('@/lib/events/event');
  const odd: Card = {
    productId: 'odd',
    title: '',
    category: ['é'.repeat(80)],
    price: { amount: 5_000_000_000, currency: 'EUR' },
  };
  const [item] = pricedEvent('purchase', [{ ...odd, quantity: 500 }], () => ({})).items!;
  expect(item).toEqual({ itemId: 'odd', itemCategory: 'é'.repeat(50), quantity: 99 });
  const dollars: Card = { ...lamp, productId: 'usd', price: { amount: 5, currency: 'USD' } };
  expect(pricedEvent('purchase', [lamp, dollars], () => ({}))).toMatchObject({
    currency: 'EUR',
    items: [{ price: 1999 }, { itemId: 'usd' }],
  });
  expect(pricedEvent('purchase', [lamp, dollars], () => ({})).items![1]).not.toHaveProperty('price');
});
