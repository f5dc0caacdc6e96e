import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { cardEvery } from '@/app/settings';
import type { Product } from '@/lib/api/types';
import { FakeShop } from '../fake/shop';
import { renderApp, scrollTo } from '../renderApp';

const feed = () => screen.findByRole('feed', { name: 'For You' });
const asked = (shop: FakeShop) => shop.calls.filter((call) => call.startsWith('GET /api/recommend/')).length;
const toCard = async (n = 0) => scrollTo(await feed(), n * (cardEvery + 1) + cardEvery);
const card = () => within(screen.getByRole('article', { name: 'Products picked for you' }));
const titles = () =>
  card()
    .getAllByRole('heading', { level: 3 })
    .map((h) => h.textContent);

test('a new shopper sees popular products', async () => {
  await renderApp();
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(titles()).toHaveLength(3);
});

test('the card does not load before it is one scroll away', async () => {
  const { shop } = await renderApp();
  const box = await feed();
  await waitFor(() => expect(document.querySelector('video')).toBeInTheDocument());
  expect(asked(shop)).toBe(0);
  await scrollTo(box, cardEvery - 1); // the video before it
  await waitFor(() => expect(asked(shop)).toBe(1));
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  expect(asked(shop)).toBe(1);
});

test('the next card follows a search and shows its reason, prices and a link to more', async () => {
  const { router } = await renderApp();
  await scrollTo(await feed(), cardEvery - 1); // the popular card has loaded, but was not visible
  await act(() => router.navigate('/search?q=Bluetooth+Speaker'));
  await screen.findByRole('list', { name: 'Results' });
  await act(() => router.navigate('/'));
  await toCard();

  expect(await card().findByRole('heading', { name: '“Bluetooth Speaker”' })).toBeVisible();
  expect(card().getByText('Because you searched for')).toBeVisible();
  await waitFor(() => expect(titles()).toHaveLength(3)); // rows render one by one
  for (const title of titles()) expect(title).toMatch(/Speaker/);
  expect(card().getAllByText(/^\$\d/).length).toBeGreaterThanOrEqual(3);
  expect(card().getByRole('link', { name: /See more for “Bluetooth Speaker”/ })).toHaveAttribute(
    'href',
    '/search?q=Bluetooth+Speaker',
  );
});

test('a search renews the visible card', async () => {
  const { router } = await renderApp();
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  await act(() => router.navigate('/search?q=tent'));
  await screen.findByRole('list', { name: 'Results' });
  await act(() => router.navigate('/'));
  await feed();
  expect(await card().findByRole('heading', { name: '“tent”' })).toBeVisible();
});

test('opening a product logs a click, keeps the card, and influences the next one', async () => {
  const { user, router, log } = await renderApp({ before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await toCard();
  await card().findByRole('heading', { name: '“tent”' });
  const before = titles();
  await user.click(card().getByRole('link', { name: before[0]! }));
  await screen.findByRole('heading', { level: 1, name: before[0]! });
  await waitFor(() => expect(log()[0]).toMatchObject({ type: 'click', title: before[0] }));

  await act(() => router.navigate(-1));
  await feed();
  expect(titles()).toEqual(before);

  await toCard(1);
  await waitFor(() => expect(titles()).not.toContain(before[0]));
  expect(card().getAllByText(/^Because you/).length).toBeGreaterThan(0);
});

test('the visible card offers new picks', async () => {
  const { user } = await renderApp({ before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await toCard();
  await card().findByRole('heading', { name: '“tent”' });
  const [first] = titles();
  await user.click(card().getByRole('button', { name: `Buy ${first}` })); // logged as a click
  await user.click(await card().findByRole('button', { name: 'New picks' }));
  await waitFor(() => expect(titles()).not.toContain(first));
});

test('a dismissal is logged, can be undone, and moves no other product', async () => {
  const { user, log } = await renderApp();
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const [first, second, third] = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${second}` }));
  await waitFor(() => expect(log()).toMatchObject([{ type: 'dismiss', title: second }]));
  expect(titles()).toEqual([first, third]);
  expect(card().getAllByRole('listitem')).toHaveLength(3);

  const undo = card().getByRole('button', { name: `Undo: show ${second} again` });
  await waitFor(() => expect(undo).toHaveAttribute('aria-disabled', 'false'));
  await user.click(undo);
  expect(titles()).toEqual([first, second, third]);
  await waitFor(() => expect(log()).toEqual([]));
});

test('a dismissed product does not appear on later cards', async () => {
  const { user, log } = await renderApp();
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const [first] = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${first}` }));
  await waitFor(() => expect(log()).toHaveLength(1));
  await toCard(1);
  await waitFor(() => expect(titles()).toHaveLength(3));
  expect(titles()).not.toContain(first);
});

test('a dismissed product comes back with an error if the dismissal fails', async () => {
  const { user, shop } = await renderApp();
  shop.fail('/api/dismiss', { status: 503, times: 1 });
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const before = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${before[0]}` }));
  expect(await screen.findByText('Couldn’t save that. Try again.')).toBeInTheDocument();
  expect(titles()).toEqual(before);
});

test('a card that fails to load can be retried', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 500, times: 100 });
  const { user } = await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('alert')).toHaveTextContent('Something went wrong');
  shop.fail('/api/recommend', null);
  await user.click(card().getByRole('button', { name: 'Try again' }));
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('a fallback card shows a notice, and the personal card replaces it later', async () => {
  const shop = new FakeShop();
  shop.historyUnavailable = true;
  await renderApp({ shop, before: (_, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(card().getByText('Your personal picks will be back soon')).toBeVisible();
  expect(card().queryByText(/New here/)).not.toBeInTheDocument();

  shop.historyUnavailable = false;
  await scrollTo(await feed(), cardEvery + 2);
  await waitFor(() => expect(document.querySelector(`[aria-posinset="${cardEvery + 1}"]`)).not.toBeInTheDocument());
  await scrollTo(await feed(), cardEvery + 1);
  await waitFor(() => expect(asked(shop)).toBe(2));
  await toCard();
  expect(await card().findByRole('heading', { name: '“tent”' })).toBeVisible();
});

test('a rate-limited card is retried silently', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 2, retryAfter: 1 });
  await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(asked(shop)).toBe(3);
});

test('a card that waits for the rate limit shows a message without a button', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 1, retryAfter: 10 });
  await renderApp({ shop, retryDelay: 600_000 });
  await toCard();
  expect(await card().findByRole('heading', { name: 'One moment, please' })).toBeVisible();
  expect(card().getByRole('status')).toHaveTextContent('We’ll load your picks in a moment.');
  expect(card().queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
});

test('a card that stays rate-limited offers a retry button', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 7, retryAfter: 1 });
  const { user } = await renderApp({ shop });
  await toCard();
  await user.click(await card().findByRole('button', { name: 'Try again' }));
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('a rate-limited dismissal is eventually saved', async () => {
  const { user, shop, log } = await renderApp();
  shop.fail('/api/dismiss', { status: 429, times: 2, retryAfter: 1 });
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const [first] = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${first}` }));
  await waitFor(() => expect(log()).toMatchObject([{ type: 'dismiss', title: first }]));
});

test('a network error and a server error show different messages', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', 'network');
  await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('alert')).toHaveTextContent('Can’t reach the shop');
});

test('the card says when a product ships that is not in stock', async () => {
  const tents = ['backorder', 'preorder', undefined].map((availability, i) => ({
    productId: `tent-${i}`,
    title: `Tent for ${i + 2}`,
    price: { amount: 9900, currency: 'USD' },
    ...(availability && { availability, availabilityDate: '2030-05-01T00:00:00Z' }),
  })) as Product[];
  await renderApp({ shop: new FakeShop(tents) });
  await toCard();
  expect(await card().findByText('Backorder: ships May 1, 2030')).toBeVisible();
  expect(card().getByText('Preorder: ships May 1, 2030')).toBeVisible();
  expect(card().getAllByText(/ships/)).toHaveLength(2);
});

test('an empty card links to the search', async () => {
  await renderApp({ shop: new FakeShop([]) });
  await toCard();
  expect(await card().findByRole('heading', { name: 'No picks yet' })).toBeVisible();
  expect(card().getByRole('link', { name: 'Search the shop' })).toBeVisible();
});
