import type { Page } from '@playwright/test';
import { expect, test as base } from './app';
import { EventLog } from './eventLog';

const test = base.extend<{ log: EventLog }>({
  log: [
    async ({ context }, use) => {
      await use(await EventLog.of(context));
      await context.unrouteAll({ behavior: 'ignoreErrors' }); // a batch may be under way at the end of a test
    },
    { auto: true },
  ],
});

const version = { snapshot: expect.stringMatching(/./) as unknown };

/** passTime lets more time pass than the app lets events wait, and then enough time for a request to leave. */
async function passTime(page: Page, log: EventLog): Promise<void> {
  await log.skip(6000);
  await page.waitForTimeout(500);
}

const names = (log: EventLog) => log.all().map(({ name }) => name);

test('the card reports what was seen for a second, and what was opened', async ({ app, log }) => {
  await app.open();
  await app.toCard();
  const shown = await log.until('view_item_list');
  const place = { ...version, itemListId: 'card', reason: 'popular', ranker: 'interests' };
  expect(shown.items).toMatchObject([0, 1, 2].map((index) => ({ ...place, index })));
  await app.card().getByRole('heading', { level: 3 }).nth(1).getByRole('link').click();
  const viewed = await log.until('view_item');
  const { itemId } = shown.items![1]!;
  expect(log.of('select_item').map(({ items }) => items)).toMatchObject([[{ ...place, itemId, index: 1 }]]);
  expect(viewed.items).toMatchObject([{ ...place, itemId, index: 1 }]);
  expect(names(log).filter((name) => name === 'view_item_list').length).toBeLessThanOrEqual(2); // similar products, if visible
});

test('a search reports only the results that were on screen', async ({ app, page, log }) => {
  await app.open('/search');
  await app.search('bluetooth speaker');
  const tiles = app.results().getByRole('article');
  const count = await tiles.count();
  const shown = await log.until('view_item_list');
  const { queryHash } = await log.until('search');
  expect(queryHash).toMatch(/^[0-9a-f]{16}$/);
  expect(log.of('view_search_results')).toMatchObject([{ queryHash, results: count }]);
  expect(shown).toMatchObject({ queryHash });
  expect(shown.items!.length).toBeGreaterThanOrEqual(2);
  expect(shown.items!.length).toBeLessThan(count);
  expect(shown.items![0]).toMatchObject({ ...version, itemListId: 'search', index: 0, ranker: 'hybrid' });
  await tiles.first().getByRole('link').click();
  const opened = await log.until('select_item');
  expect(opened).toMatchObject({ queryHash, items: [{ itemId: shown.items![0]!.itemId, first: true }] });
  await page.goBack();
  await app.results().waitFor();
  await tiles.nth(1).getByRole('link').click();
  const again = await log.until('select_item', ({ eventId }) => eventId !== opened.eventId);
  expect(again.items![0]).not.toHaveProperty('first');
  expect(log.of('select_item')).toHaveLength(2);
});

test('similar products report where they were shown', async ({ app, page, log }) => {
  await app.open('/search');
  await app.search('tent');
  await app.results().getByRole('link').first().click();
  const similar = page.getByRole('list', { name: 'Similar products' });
  await similar.scrollIntoViewIfNeeded();
  const shown = await log.until('view_item_list', ({ items }) => items![0]!.itemListId === 'similar');
  expect(shown.items![0]).toMatchObject({ ...version, index: 0, ranker: 'nearest' });
  expect(shown).not.toHaveProperty('queryHash');
});

test('popular products in place of a card are a list of their own', async ({ app, log }) => {
  await app.useFallbackCards();
  await app.open();
  await app.toCard();
  const shown = await log.until('view_item_list');
  expect(shown.items).toMatchObject([0, 1, 2].map((index) => ({ itemListId: 'popular', reason: 'popular', index })));
});

test('the way from a result to an order counts for the search', async ({ app, page, log }) => {
  await app.open('/search');
  await app.search('tent');
  await app.results().getByRole('button', { name: /^Buy/ }).first().click();
  await page.getByRole('link', { name: 'View basket' }).click();
  await page.getByRole('link', { name: 'Check out' }).click();
  await page.getByRole('button', { name: 'Place demo order' }).click();
  const order = await log.until('purchase');
  const [basket] = log.of('add_to_cart');
  expect(basket!.items).toMatchObject([{ itemListId: 'search', index: 0, quantity: 1 }]);
  for (const event of [...log.of('begin_checkout'), order])
    expect(event).toMatchObject({
      currency: basket!.currency,
      items: [{ itemId: basket!.items![0]!.itemId, itemListId: 'search', index: 0, price: basket!.items![0]!.price }],
    });
  expect(log.of('begin_checkout')).toHaveLength(1);
});

test('without a network events wait, and arrive late, once', async ({ app, page, context, log }) => {
  await app.open('/search');
  await app.search('tent');
  await log.until('search');
  await context.setOffline(true);
  await app.results().getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await passTime(page, log);
  expect(log.of('view_item')).toEqual([]);

  log.intercept = async (route) => {
    await route.fetch(); // the shop has them, but the answer is lost
    await route.abort('connectionreset');
  };
  const before = log.batches.length;
  await context.setOffline(false);
  await expect.poll(() => log.batches.length).toBe(before + 1);
  log.intercept = undefined;
  await log.skip(10_000); // longer than the wait after a failure
  await expect.poll(() => log.batches.length).toBe(before + 2);
  const [lost, again] = log.batches.slice(before) as [EventLog['batches'][0], EventLog['batches'][0]];
  expect(again.map(({ eventId }) => eventId)).toEqual(lost.map(({ eventId }) => eventId));
  expect(again.find(({ name }) => name === 'view_item')!.ageMs).toBeGreaterThanOrEqual(6000);
  await expect.poll(() => log.added.at(-1)).toBe(0);
});

test('a page that closes sends its events, or the next one does', async ({ app, page, context, log }) => {
  await app.open('/search');
  await app.search('tent');
  await log.skip(1200); // the impressions wait by now
  await page.goto('about:blank');
  const next = await context.newPage();
  await next.goto('/search');
  await log.until('view_item_list');
  expect(log.of('search')).toHaveLength(1);
});

test('a shopper who refuses to be measured sends nothing', async ({ app, page, log }) => {
  await app.open('/you');
  await page.getByRole('switch', { name: 'Don’t measure me' }).check();
  await app.goTo('Search');
  await app.search('tent');
  await app.results().getByRole('link').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await passTime(page, log);
  expect(log.batches).toEqual([]);
});
