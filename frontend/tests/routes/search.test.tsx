import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const searches = (shop: FakeShop) => shop.calls.filter((call) => call === 'POST /api/search').length;
/** the most that a product on screen costs */
const dearest = () => Math.max(...screen.getAllByText(/^\$[\d.]+$/, { ignore: 's' }).map((x) => Number(x.textContent.slice(1))));
const field = () => screen.findByRole('searchbox', { name: 'Search the shop' });

test('a submitted search shows products with prices, and is logged once', async () => {
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

test('going to a result and back shows the same results and logs nothing', async () => {
  const { user, shop, router } = await renderApp({ path: '/search?q=Running+shoes' });
  const results = await screen.findByRole('list', { name: 'Results' });
  await user.click(within(results).getAllByRole('link')[0]!);
  await screen.findByRole('heading', { level: 1, name: /Shoes/ });
  await router.navigate(-1);

  await screen.findByRole('list', { name: 'Results' });
  expect(searches(shop)).toBe(1);
});

test('the same words submitted again are a search again', async () => {
  const { user, shop } = await renderApp({ path: '/search?q=lamp' });
  await screen.findByRole('list', { name: 'Results' });
  await user.type(await field(), '{Enter}');
  await waitFor(() => expect(searches(shop)).toBe(2));
});

test('recent searches are offered, filtered by what is typed, and can be removed one by one and all at once', async () => {
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
  expect(screen.getByRole('heading', { name: 'You searched' })).toHaveFocus();

  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(log().map((x) => x.type)).toEqual(['click']));
  expect(screen.queryByRole('heading', { name: 'You searched' })).not.toBeInTheDocument();
});

test('what was understood is said back, and each part can be taken back', async () => {
  const query = 'speaker under $40 without wires for my 10-year-old son';
  const { user, shop, router } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  const chips = await screen.findByRole('list', { name: 'Understood from your words' });
  expect(
    within(chips)
      .getAllByRole('listitem')
      .map((x) => x.textContent),
  ).toEqual(['Up to $40.00', 'For your son, 10', 'Without wires']);
  expect(dearest()).toBeLessThanOrEqual(40);

  await user.click(screen.getByRole('button', { name: 'Search without “Up to $40.00”' }));
  expect(screen.getByRole('heading', { level: 1, name: query })).toHaveFocus();
  await waitFor(() => expect(screen.queryByText('Up to $40.00')).not.toBeInTheDocument());
  expect(await screen.findByText('For your son, 10')).toBeVisible();
  expect(dearest()).toBeGreaterThan(40);
  expect(searches(shop)).toBe(2);
  expect(router.state.location.search).toContain('ignore=price');

  await router.navigate(-1); // the price is back, and nothing is asked again
  expect(await screen.findByText('Up to $40.00')).toBeVisible();
  expect(searches(shop)).toBe(2);
});

test('while a part is being taken back, the other parts stay where they are', async () => {
  const query = 'red speaker under $40 for my son';
  const { user, shop } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  await screen.findByText('Up to $40.00');
  shop.delay = 600_000; // longer than any test
  await user.click(screen.getByRole('button', { name: 'Search without “For your son”' }));
  expect(await screen.findByText('Searching…')).toBeVisible();
  const chips = within(screen.getByRole('list', { name: 'Understood from your words' }));
  expect(chips.getAllByRole('listitem').map((x) => x.textContent)).toEqual(['Up to $40.00', 'Red']);
  expect(screen.queryByRole('list', { name: 'Results' })).not.toBeInTheDocument(); // those of the search before
});

test('a price that nothing has is said to be why, and can be taken back', async () => {
  const { user } = await renderApp({ path: `/search?${new URLSearchParams({ q: 'speaker under $1' })}` });
  await screen.findByText('No luck with that one');
  expect(screen.getByText(/nothing for it at that price/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Search without “Up to $1.00”' }));
  await screen.findByRole('list', { name: 'Results' });
});

test('a popular category searches for its words', async () => {
  const { user, log } = await renderApp({ path: '/search' });
  await user.click(await screen.findByRole('button', { name: 'Home Bedding' }));
  await screen.findByRole('list', { name: 'Results' });
  expect(log()[0]).toMatchObject({ type: 'search', query: 'Home Bedding' });
});

test('categories that cannot be had stay out of the way', async () => {
  const shop = new FakeShop();
  shop.fail('/api/categories', { status: 400, times: 1 });
  await renderApp({ shop, path: '/search' });
  await waitFor(() => expect(shop.calls).toContain('GET /api/categories'));
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Popular right now' })).not.toBeInTheDocument());
});

test('nothing found says so and helps on', async () => {
  await renderApp({ path: '/search?q=zzqx' });
  expect(await screen.findByRole('heading', { name: 'No luck with that one' })).toBeVisible();
  expect(await screen.findByRole('button', { name: 'Home Bedding' })).toBeVisible();
});

test('a failing search says so, is not repeated by itself, and can be tried again', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 500, times: 1 });
  const { user } = await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('alert')).toHaveTextContent('Something broke on our side');
  expect(screen.getByRole('alert')).toHaveTextContent('req-1');
  expect(searches(shop)).toBe(1);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('list', { name: 'Results' })).toBeVisible();
});

test('a search that was refused as one too many is made again by itself, and logged once', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 429, times: 2, retryAfter: 1 });
  const { log } = await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('list', { name: 'Results' })).toBeVisible();
  expect(searches(shop)).toBe(3);
  expect(log()).toHaveLength(1);
});

test('a part that cannot be taken back says so, and leaves the focus at the query', async () => {
  const query = 'speaker under $40';
  const { user, shop } = await renderApp({ path: `/search?${new URLSearchParams({ q: query })}` });
  await screen.findByRole('list', { name: 'Results' });
  shop.fail('/api/search', { status: 500, times: 1 });
  await user.click(screen.getByRole('button', { name: 'Search without “Up to $40.00”' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Something broke on our side');
  expect(screen.getByRole('heading', { level: 1, name: query })).toHaveFocus();
});

test('a query that the shop refuses shows why', async () => {
  const shop = new FakeShop();
  shop.fail('/api/search', { status: 400, times: 1 });
  await renderApp({ shop, path: '/search?q=tent' });
  expect(await screen.findByRole('alert')).toHaveTextContent('Internal error.');
});
