import { act, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { cardEvery } from '@/app/settings';
import { setVisible } from '../intersection';
import { renderApp, scrollTo } from '../renderApp';

type App = Awaited<ReturnType<typeof renderApp>>;

afterEach(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: undefined, configurable: true }));

/** look shows the products of a list for more than a second. */
async function look(items: Iterable<Element>): Promise<void> {
  setVisible(items);
  await act(() => new Promise((done) => setTimeout(done, 1100)));
}

/** sent makes the app send its events, and returns all that the shop has. */
async function sent({ shop }: App) {
  await (await import('@/lib/events/queue')).flush();
  return shop.events.all();
}

/** sentLast waits until the shop has an event with a name, which is the last one, and returns all events. */
const sentLast = (app: App, name: string) =>
  waitFor(async () => {
    const events = await sent(app);
    expect(events.at(-1)).toMatchObject({ name });
    return events;
  });

const names = (events: readonly { name: string }[]) => events.map(({ name }) => name);
const card = () => screen.getByRole('article', { name: 'Products picked for you' });

async function toCard({ shop, uid }: App): Promise<HTMLElement[]> {
  shop.log(uid, { type: 'search', query: 'tent' });
  await scrollTo(await screen.findByRole('feed', { name: 'For You' }), cardEvery);
  return waitFor(() => {
    const rows = within(card()).getAllByRole('listitem');
    expect(rows).toHaveLength(3);
    return rows;
  });
}

test('a card reports its products once, and the one that the shopper opens', async () => {
  const app = await renderApp();
  const rows = await toCard(app);
  await look(rows);
  await look(rows);
  await app.user.click(within(rows[1]!).getByRole('link'));
  const events = await sentLast(app, 'view_item');
  expect(names(events)).toEqual(['view_item_list', 'select_item', 'view_item']);
  const place = { itemListId: 'card', reason: 'search', snapshot: 'fake-1', ranker: 'interests' };
  expect(events[0]!.items).toMatchObject([0, 1, 2].map((index) => ({ ...place, index })));
  expect(events[1]!.items).toMatchObject([{ ...place, index: 1, itemId: events[0]!.items![1]!.itemId }]);
  expect(events[2]!.items).toMatchObject([{ ...place, index: 1 }]);
  expect(events[1]!.items![0]).not.toHaveProperty('first');
});

test('a rejected product is reported for its place once the shop knows', async () => {
  const app = await renderApp();
  const rows = await toCard(app);
  await look(rows);
  const reject = () => within(within(card()).getAllByRole('listitem')[1]!).getByRole('button', { name: /^Not interested/ });
  app.shop.fail('/api/dismiss', { status: 503, times: 1 });
  await app.user.click(reject());
  await screen.findByText('Couldn’t save that. Try again.');
  expect(names(await sent(app))).toEqual(['view_item_list']);
  await app.user.click(await waitFor(reject));
  const events = await sentLast(app, 'dismiss_item');
  expect(names(events)).toEqual(['view_item_list', 'dismiss_item']);
  const place = { itemListId: 'card', reason: 'search', index: 1 };
  expect(events[1]!.items).toMatchObject([{ ...place, itemId: events[0]!.items![1]!.itemId }]);
});

test('popular products in place of a card are a list of their own', async () => {
  const app = await renderApp({ before: (shop) => (shop.historyUnavailable = true) });
  await look(await toCard(app));
  const [event] = await sentLast(app, 'view_item_list');
  expect(event!.items).toMatchObject([0, 1, 2].map((index) => ({ itemListId: 'popular', reason: 'popular', index })));
});

test('a search reports its query by hash, its results and the first opened product', async () => {
  const app = await renderApp({ path: '/search?q=tents' });
  const tiles = within(await screen.findByRole('list', { name: 'Results' })).getAllByRole('article');
  await look(tiles.slice(0, 2));
  await app.user.click(within(tiles[1]!).getByRole('link'));
  const events = await sentLast(app, 'view_item');
  expect(names(events)).toEqual(['search', 'view_search_results', 'view_item_list', 'select_item', 'view_item']);
  const queryHash = events[0]!.queryHash;
  expect(queryHash).toMatch(/^[0-9a-f]{16}$/);
  for (const event of events) expect(event.queryHash).toBe(queryHash);
  expect(events[1]).toMatchObject({ results: tiles.length });
  expect(events[3]!.items).toMatchObject([{ itemListId: 'search', index: 1, first: true }]);
  expect(JSON.stringify(events)).not.toContain('tents');
});

test('similar products are a list', async () => {
  const app = await renderApp();
  const { productId } = app.shop.products[0]!;
  await act(() => app.router.navigate(`/product/${productId}`));
  const similar = await screen.findByRole('list', { name: 'Similar products' });
  await look(within(similar).getAllByRole('article'));
  const events = await sentLast(app, 'view_item_list');
  expect(names(events)).toEqual(['view_item', 'view_item_list']);
  expect(events[0]!.items![0]).not.toHaveProperty('itemListId'); // no list showed it
  expect(events[1]!.items![0]).toMatchObject({ itemListId: 'similar', index: 0, ranker: 'nearest' });
});

test('buying reports the basket, the checkout and the purchase for the list that showed the product', async () => {
  const app = await renderApp({ path: '/search?q=tent' });
  const [tile] = within(await screen.findByRole('list', { name: 'Results' })).getAllByRole('article');
  await app.user.click(within(tile!).getByRole('button', { name: /^Buy/ }));
  const list = { itemListId: 'search', index: 0, ranker: 'hybrid' };
  await waitFor(() => expect(app.shop.baskets.changes).toMatchObject([{ quantity: 1, shown: list }]));
  await act(() => app.router.navigate('/basket'));
  await app.user.click(await screen.findByRole('link', { name: 'Check out' }));
  await app.user.click(await screen.findByRole('button', { name: 'Place demo order' }));
  await screen.findByRole('heading', { level: 1, name: /thank/i });
  const bought = (await sentLast(app, 'purchase')).filter(({ name }) => /cart|checkout|purchase/.test(name));
  expect(names(bought)).toEqual(['add_to_cart', 'begin_checkout', 'purchase']);
  for (const { items, currency } of bought) {
    expect(items).toMatchObject([{ itemListId: 'search', index: 0, quantity: 1 }]);
    expect(items![0]!.price).toBeGreaterThan(0);
    expect(currency).toBe('USD');
  }
});

test('a shopper who does not want to be measured reports nothing', async () => {
  const app = await renderApp({ path: '/you' });
  const control = await screen.findByRole('switch', { name: 'Don’t measure me' });
  expect(control).not.toBeChecked();
  await app.user.click(control);
  await act(() => app.router.navigate('/search?q=tent'));
  await look(within(await screen.findByRole('list', { name: 'Results' })).getAllByRole('article'));
  expect(await sent(app)).toEqual([]);
  expect(app.shop.calls).not.toContain('POST /api/events');
  expect(Object.keys(localStorage).filter((key) => /events|shown|arms/.test(key))).toEqual([]);
});

test('Global Privacy Control counts like the switch', async () => {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true });
  const app = await renderApp({ path: '/you' });
  const control = await screen.findByRole('switch', { name: 'Don’t measure me' });
  expect(control).toBeChecked();
  expect(control).toBeDisabled();
  await act(() => app.router.navigate('/search?q=tent'));
  await screen.findByRole('list', { name: 'Results' });
  expect(await sent(app)).toEqual([]);
  expect(app.shop.calls).not.toContain('POST /api/events');
});

test('signing out forgets events that wait, and keeps the refusal to be measured', async () => {
  const app = await renderApp({ path: '/search?q=tent' });
  await screen.findByRole('list', { name: 'Results' });
  expect(localStorage.getItem('shopfyp-events')).not.toBeNull();
  await act(() => app.router.navigate('/you'));
  await app.user.click(await screen.findByRole('switch', { name: 'Don’t measure me' }));
  const panel = within(await screen.findByRole('region', { name: 'Your account' }));
  await app.user.click(await panel.findByRole('button', { name: 'Sign out' }));
  await app.user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Sign out' }));
  await screen.findByText('Signed out');
  expect(localStorage.getItem('shopfyp-events')).toBeNull();
  expect(screen.getByRole('switch', { name: 'Don’t measure me' })).toBeChecked();
  vi.resetModules();
  expect((await import('@/lib/events/consent')).isMeasured()).toBe(false);
});
