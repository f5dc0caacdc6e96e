import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const searches = (shop: FakeShop) => shop.calls.filter((call) => call === 'POST /api/search').length;
/** highestPrice returns the highest price on screen. */
const highestPrice = () =>
  Math.max(...screen.getAllByText(/^\$[\d.]+$/, { ignore: 's' }).map((x) => Number(x.textContent.slice(1))));
const field = () => screen.findByRole('combobox', { name: 'Search the shop' });

test('a submitted search shows products with prices and is logged once', async () => {
  const { user, shop, router, log } = await renderApp({ path: '/search' });
  await user.type(await field(), 'Bluetooth Speaker');
  expect(searches(shop)).toBe(0);
  await user.keyboard('{Enter}');

  const results = await screen.findByRole('list', { name: 'Results' });
  expect(within(results).getAllByRole('link', { name: /Bluetooth Speaker/ }).length).toBeGreaterThan(3);
  expect(within(results).getAllByText(/^\$\d/).length).toBeGreaterThan(3);
  expect(router.state.location.search).toBe('?q=Bluetooth+Speaker');
  expect(log().map(({ type, query }) => [type, query])).toEqual([['search', 'Bluetooth Speaker']]);
});

test('going to a result and back shows the same results without a request', async () => {
  const { user, shop, router } = await renderApp({ path: '/search?q=Running+shoes' });
  const results = await screen.findByRole('list', { name: 'Results' });
  await user.click(within(results).getAllByRole('link')[0]!);
  await screen.findByRole('heading', { level: 1, name: /Shoes/ });
  await router.navigate(-1);

  await screen.findByRole('list', { name: 'Results' });
  expect(searches(shop)).toBe(1);
});

test('submitting the same query again searches again', async () => {
  const { user, shop } = await renderApp({ path: '/search?q=lamp' });
  await screen.findByRole('list', { name: 'Results' });
  await user.type(await field(), '{Enter}');
  await waitFor(() => expect(searches(shop)).toBe(2));
});

test('recent searches are filtered while typing and can be removed one by one or all at once', async () => {
  const { user, log } = await renderApp({
    path: '/search',
    before: (shop, uid) => {
      for (const query of ['tent', 'lamp', 'Lamp', 'coffee grinder']) shop.log(uid, { type: 'search', query });
      shop.log(uid, { type: 'click', productId: 'spk-0001' });
    },
  });
  expect(await screen.findByRole('button', { name: 'coffee grinder' })).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^lamp$/i })).toHaveLength(1);

  await user.type(await field(), 'TEN');
  expect(screen.queryByRole('button', { name: 'coffee grinder' })).not.toBeInTheDocument();
  await user.clear(await field());

  await user.click(screen.getByRole('button', { name: /Remove “lamp”/i }));
  await waitFor(() => expect(log().map((x) => x.query ?? x.type)).toEqual(['click', 'coffee grinder', 'tent']));
  expect(screen.getByRole('heading', { name: 'Recent searches' })).toHaveFocus();

  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(log().map((x) => x.type)).toEqual(['click']));
  expect(screen.queryByRole('heading', { name: 'Recent searches' })).not.toBeInTheDocument();
});

test('clearing the recent searches sends a single request', async () => {
  const { user, shop, log } = await renderApp({
    path: '/search',
    before: (shop, uid) => {
      for (let i = 0; i < 150; i++) shop.log(uid, { type: 'search', query: `tent ${i}` });
      shop.log(uid, { type: 'click', productId: 'spk-0001' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(log().map((x) => x.type)).toEqual(['click']));
  expect(shop.calls.filter((call) => call.startsWith('DELETE'))).toEqual(['DELETE /api/history']);
});

test('the filters of a query are shown as chips, and each can be removed', async () => {
  const query = 'speaker under $40 without wires for my 10-year-old son';
  const { user, shop, router } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  const chips = await screen.findByRole('list', { name: 'Filters from your search' });
  expect(
    within(chips)
      .getAllByRole('listitem')
      .map((x) => x.textContent),
  ).toEqual(['Up to $40.00', 'For your son, 10', 'Without wires']);
  expect(highestPrice()).toBeLessThanOrEqual(40);

  await user.click(screen.getByRole('button', { name: 'Remove filter: Up to $40.00' }));
  expect(screen.getByRole('heading', { level: 1, name: query })).toHaveFocus();
  await waitFor(() => expect(screen.queryByText('Up to $40.00')).not.toBeInTheDocument());
  expect(await screen.findByText('For your son, 10')).toBeVisible();
  expect(highestPrice()).toBeGreaterThan(40);
  expect(searches(shop)).toBe(2);
  expect(router.state.location.search).toContain('ignore=price');

  await router.navigate(-1); // the price filter is back, without a request
  expect(await screen.findByText('Up to $40.00')).toBeVisible();
  expect(searches(shop)).toBe(2);
});

test('a minimum rating and an order are shown as chips, and each can be removed', async () => {
  const { user, shop, router } = await renderApp({ path: '/search?q=cheapest+speaker+with+at+least+4+stars' });
  const chips = await screen.findByRole('list', { name: 'Filters from your search' });
  expect(
    within(chips)
      .getAllByRole('listitem')
      .map((x) => x.textContent),
  ).toEqual(['4 stars and up', 'Cheapest first']);

  await user.click(screen.getByRole('button', { name: 'Remove filter: Cheapest first' }));
  await waitFor(() => expect(screen.queryByText('Cheapest first')).not.toBeInTheDocument());
  expect(await screen.findByText('4 stars and up')).toBeVisible();
  expect(router.state.location.search).toContain('ignore=order');
  expect(searches(shop)).toBe(2);
});

test('while a filter is being removed, the other chips stay in place', async () => {
  const query = 'red speaker under $40 for my son';
  const { user, shop } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  await screen.findByText('Up to $40.00');
  shop.delay = 600_000; // longer than any test
  await user.click(screen.getByRole('button', { name: 'Remove filter: For your son' }));
  expect(await screen.findByText('Searching…')).toBeVisible();
  const chips = within(screen.getByRole('list', { name: 'Filters from your search' }));
  expect(chips.getAllByRole('listitem').map((x) => x.textContent)).toEqual(['Up to $40.00', 'Red']);
  expect(screen.queryByRole('list', { name: 'Results' })).not.toBeInTheDocument(); // the previous results
});

test('a price filter that excludes all products is shown and can be removed', async () => {
  const { user } = await renderApp({ path: `/search?${new URLSearchParams({ q: 'speaker under $1' })}` });
  await screen.findByText('No matches found');
  expect(screen.getByText(/Nothing matches at that price/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Remove filter: Up to $1.00' }));
  await screen.findByRole('list', { name: 'Results' });
});

test('a popular category searches for its name', async () => {
  const { user, log } = await renderApp({ path: '/search' });
  await user.click(await screen.findByRole('button', { name: 'Home Bedding' }));
  await screen.findByRole('list', { name: 'Results' });
  expect(log()[0]).toMatchObject({ type: 'search', query: 'Home Bedding' });
});

test('categories that fail to load are hidden', async () => {
  const shop = new FakeShop();
  shop.fail('/api/categories', { status: 400, times: 1 });
  await renderApp({ shop, path: '/search' });
  await waitFor(() => expect(shop.calls).toContain('GET /api/categories'));
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Popular right now' })).not.toBeInTheDocument());
});

test('a search without results suggests categories', async () => {
  await renderApp({ path: '/search?q=zzqx' });
  expect(await screen.findByRole('heading', { name: 'No matches found' })).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Home Bedding' })).toBeVisible();
});

test('a search for something that the shop does not sell shows the nearest products as such', async () => {
  await renderApp({ path: '/search?q=quantum+speaker' });
  expect(await screen.findByRole('note')).toHaveTextContent('Nothing quite like that. The nearest products:');
  expect(screen.getByRole('list', { name: 'Results' })).toBeVisible();
});

test('dismissed products are marked and come last', async () => {
  await renderApp({
    path: '/search?q=speaker',
    before: (shop, uid) => shop.log(uid, { type: 'dismiss', productId: 'spk-0001' }),
  });
  const results = await screen.findByRole('list', { name: 'Results' });
  const tiles = within(results).getAllByRole('listitem');
  expect(within(tiles.at(-1)!).getByText('You weren’t interested')).toBeVisible();
  expect(screen.getAllByText('You weren’t interested')).toHaveLength(1);
});

test('a failed search shows a retry button and is not retried automatically', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 500, times: 1 });
  const { user } = await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong');
  expect(screen.getByRole('alert')).toHaveTextContent('req-1');
  expect(searches(shop)).toBe(1);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('list', { name: 'Results' })).toBeVisible();
});

test('a rate-limited search is retried automatically and logged once', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 429, times: 2, retryAfter: 1 });
  const { log } = await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('list', { name: 'Results' })).toBeVisible();
  expect(searches(shop)).toBe(3);
  expect(log()).toHaveLength(1);
});

test('a failed removal of a filter shows an error and keeps the focus on the query', async () => {
  const query = 'speaker under $40';
  const { user, shop } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  await screen.findByRole('list', { name: 'Results' });
  shop.fail('/api/search', { status: 500, times: 1 });
  await user.click(screen.getByRole('button', { name: 'Remove filter: Up to $40.00' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Something went wrong');
  expect(screen.getByRole('heading', { level: 1, name: query })).toHaveFocus();
});

test('a rejected query shows the reason', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 400, times: 1 });
  await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('alert')).toHaveTextContent('Internal error.');
});

test('a corrected query is shown, and the query as typed can be searched for instead', async () => {
  const { user, shop, router, log } = await renderApp({ path: '/search?q=water+botle' });
  const note = await screen.findByRole('note');
  expect(note).toHaveTextContent('Results for water bottle. Search instead for water botle');
  expect(within(note).getByText('water bottle').tagName).toBe('STRONG');
  expect(log()[0]).toMatchObject({ query: 'water botle', corrected: 'water bottle' });

  await user.click(within(note).getByRole('link', { name: 'Search instead for water botle' }));
  await waitFor(() => expect(screen.queryByRole('note')).not.toBeInTheDocument());
  await screen.findByRole('list', { name: 'Results' });
  expect(router.state.location.search).toBe('?q=water+botle&exact=1');
  expect(searches(shop)).toBe(2);
  expect(log()[0]).not.toHaveProperty('corrected');
});

test('removing a filter keeps the query as typed', async () => {
  const { user, router } = await renderApp({ path: '/search?q=botle+under+%2440&exact=1' });
  await user.click(await screen.findByRole('button', { name: 'Remove filter: Up to $40.00' }));
  expect(router.state.location.search).toBe('?q=botle+under+%2440&exact=1&ignore=price');
});
