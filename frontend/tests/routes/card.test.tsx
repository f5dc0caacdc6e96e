import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { cardEvery } from '@/app/settings';
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

test('a new shopper gets the popular card, said as such', async () => {
  await renderApp();
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(titles()).toHaveLength(3);
});

test('the card is asked for when it is about to be seen, not before', async () => {
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

test('the very next card follows a search, with its reason, prices and the way to more', async () => {
  const { router } = await renderApp();
  await scrollTo(await feed(), cardEvery - 1); // the popular card has been asked for, but not seen
  await act(() => router.navigate('/search?q=Bluetooth+Speaker'));
  await screen.findByRole('list', { name: 'Results' });
  await act(() => router.navigate('/'));
  await toCard();

  expect(await card().findByRole('heading', { name: '“Bluetooth Speaker”' })).toBeVisible();
  expect(card().getByText('Because you searched')).toBeVisible();
  await waitFor(() => expect(titles()).toHaveLength(3)); // they come one after another
  for (const title of titles()) expect(title).toMatch(/Speaker/);
  expect(card().getAllByText(/^\$\d/).length).toBeGreaterThanOrEqual(3);
  expect(card().getByRole('link', { name: /See more for “Bluetooth Speaker”/ })).toHaveAttribute(
    'href',
    '/search?q=Bluetooth+Speaker',
  );
});

test('a search made while a card is on screen changes that card', async () => {
  const { router } = await renderApp();
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  await act(() => router.navigate('/search?q=tent'));
  await screen.findByRole('list', { name: 'Results' });
  await act(() => router.navigate('/'));
  await feed();
  expect(await card().findByRole('heading', { name: '“tent”' })).toBeVisible();
});

test('opening a product is a logged click; back, the card stands as it was; the next one follows the click', async () => {
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

test('newer picks can be had for the card on screen', async () => {
  const { user } = await renderApp({ before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await toCard();
  await card().findByRole('heading', { name: '“tent”' });
  const [first] = titles();
  await user.click(card().getByRole('button', { name: `Buy ${first}` })); // logged as a click
  await user.click(await screen.findByRole('button', { name: 'Keep looking' }));
  await user.click(await card().findByRole('button', { name: 'New picks' }));
  await waitFor(() => expect(titles()).not.toContain(first));
});

test('not interested is logged and can be undone; the other products do not move', async () => {
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

test('a dismissed product is on no later card', async () => {
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

test('a dismissal that cannot be saved comes back and says so', async () => {
  const { user, shop } = await renderApp();
  shop.fail('/api/dismiss', { status: 503, times: 1 });
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const before = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${before[0]}` }));
  expect(await screen.findByText('That could not be saved. Try again.')).toBeInTheDocument();
  expect(titles()).toEqual(before);
});

test('a card that cannot be had says so and can be asked for again', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 500, times: 100 });
  const { user } = await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('alert')).toHaveTextContent('Something broke on our side');
  shop.fail('/api/recommend', null);
  await user.click(card().getByRole('button', { name: 'Try again' }));
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('a card that stands in for the shopper’s own says so, and makes room for it', async () => {
  const shop = new FakeShop();
  shop.logIsAway = true;
  await renderApp({ shop, before: (_, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(card().getByText('Your own picks are back soon')).toBeVisible();
  expect(card().queryByText(/New here/)).not.toBeInTheDocument();

  shop.logIsAway = false;
  await scrollTo(await feed(), cardEvery + 2);
  await waitFor(() => expect(document.querySelector(`[aria-posinset="${cardEvery + 1}"]`)).not.toBeInTheDocument());
  await scrollTo(await feed(), cardEvery + 1);
  await waitFor(() => expect(asked(shop)).toBe(2));
  await toCard();
  expect(await card().findByRole('heading', { name: '“tent”' })).toBeVisible();
});

test('a card that was refused as one too many is asked for again, and nothing is said', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 2, retryAfter: 1 });
  await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
  expect(asked(shop)).toBe(3);
});

test('a card that has to wait for long says so, and needs no pressing', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 1, retryAfter: 10 });
  await renderApp({ shop, retryDelay: 600_000 });
  await toCard();
  expect(await card().findByRole('heading', { name: 'One moment, please' })).toBeVisible();
  expect(card().getByRole('status')).toHaveTextContent('We will get your picks in a moment.');
  expect(card().queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
});

test('a card that is refused again and again is left to the shopper', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', { status: 429, times: 7, retryAfter: 1 });
  const { user } = await renderApp({ shop });
  await toCard();
  await user.click(await card().findByRole('button', { name: 'Try again' }));
  expect(await card().findByRole('heading', { name: 'Popular right now' })).toBeVisible();
});

test('a dismissal that was refused as one too many is saved in the end', async () => {
  const { user, shop, log } = await renderApp();
  shop.fail('/api/dismiss', { status: 429, times: 2, retryAfter: 1 });
  await toCard();
  await card().findByRole('heading', { name: 'Popular right now' });
  const [first] = titles();
  await user.click(card().getByRole('button', { name: `Not interested in ${first}` }));
  await waitFor(() => expect(log()).toMatchObject([{ type: 'dismiss', title: first }]));
});

test('a shop that cannot be reached is told from one that fails', async () => {
  const shop = new FakeShop();
  shop.fail('/api/recommend', 'network');
  await renderApp({ shop });
  await toCard();
  expect(await card().findByRole('alert')).toHaveTextContent('The shop does not answer');
});

test('a shop with nothing to recommend leads to the search', async () => {
  await renderApp({ shop: new FakeShop([]) });
  await toCard();
  expect(await card().findByRole('heading', { name: 'Nothing to pick from yet' })).toBeVisible();
  expect(card().getByRole('link', { name: 'Search the shop' })).toBeVisible();
});
