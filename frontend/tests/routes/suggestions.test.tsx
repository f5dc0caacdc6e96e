import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const field = () => screen.findByRole('combobox', { name: 'Search the shop' });
const list = () => screen.findByRole('listbox', { name: 'Suggestions' });
const options = () => screen.queryAllByRole('option').map((x) => x.textContent);
/** enter puts a text into the field at once, so that no list for a shorter text appears. */
const enter = async (user: UserEvent, text: string) => {
  await user.click(await field());
  await user.paste(text);
};
const requests = (shop: FakeShop) => shop.calls.filter((call) => call === 'GET /api/suggest').length;
/** active returns the text of the option that the field refers to. */
const active = async () => document.getElementById((await field()).getAttribute('aria-activedescendant') ?? '')?.textContent;

const withSearches =
  (...queries: string[]) =>
  (shop: FakeShop, uid: string) =>
    queries.forEach((query) => shop.log(uid, { type: 'search', query }));

test('the field suggests own searches first, then queries, names and products, with the matching part marked', async () => {
  const { user } = await renderApp({ path: '/search', before: withSearches('blue tent', 'lamp') });
  expect(await field()).toHaveAttribute('aria-expanded', 'false');
  await enter(user, 'blu');

  await screen.findByRole('group', { name: 'Popular searches' });
  const groups = within(await list()).getAllByRole('group');
  expect(groups.map((x) => x.getAttribute('aria-label'))).toEqual([
    'Recent searches',
    'Popular searches',
    'Categories',
    'Products',
  ]);
  expect(within(groups[0]!).getAllByRole('option')[0]).toHaveTextContent(/^blue tent$/);
  expect(within(groups[1]!).getAllByRole('option')[0]).toHaveTextContent(/^bluetooth speaker$/);
  for (const mark of document.querySelectorAll('mark')) expect(mark.textContent?.toLowerCase()).toBe('blu');
  expect(await field()).toHaveAttribute('aria-expanded', 'true');
  expect(await field()).toHaveAttribute('aria-controls', (await list()).id);
  expect(await screen.findByText(`${options().length} suggestions`)).toHaveAttribute('aria-live', 'polite');
});

test('the keyboard moves through the suggestions and takes one', async () => {
  const { user, router, shop, log } = await renderApp({ path: '/search', before: withSearches('water gun') });
  await enter(user, 'wat');
  await screen.findByRole('group', { name: 'Popular searches' });
  const [first, second] = options();
  expect(await active()).toBeUndefined();

  await user.keyboard('{ArrowDown}{ArrowDown}');
  expect(await active()).toBe(second);
  expect(screen.getByRole('option', { selected: true })).toHaveTextContent(second!);
  expect(await field()).toHaveFocus();
  expect(await field()).toHaveValue('wat');
  await user.keyboard('{Home}');
  expect(await active()).toBe(first);
  await user.keyboard('{End}');
  expect(await active()).toBe(options().at(-1));
  await user.keyboard('{ArrowDown}'); // from the last one back to the field
  expect(await active()).toBeUndefined();
  await user.keyboard('{ArrowUp}');
  expect(await active()).toBe(options().at(-1));

  await user.keyboard('{Home}{ArrowDown}{Enter}');
  await screen.findByRole('list', { name: 'Results' });
  expect(second).toBe('water bottle');
  expect(router.state.location.search).toBe('?q=water+bottle');
  expect(await field()).toHaveValue('water bottle');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(log()[0]).toMatchObject({ type: 'search', query: 'water bottle' });
  expect(shop.calls.filter((call) => call === 'POST /api/search')).toHaveLength(1);
});

test('Escape closes the suggestions, then clears the field, and Tab leaves the text as it is', async () => {
  const { user } = await renderApp({ path: '/search' });
  await enter(user, 'wat');
  await list();
  await user.keyboard('{ArrowDown}{Escape}');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(await field()).toHaveValue('wat');
  await user.keyboard('{ArrowDown}');
  await list();
  await user.tab();
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(await field()).toHaveValue('wat');
  await user.click(await field());
  await user.keyboard('{Escape}');
  expect(await field()).toHaveValue('');
});

test('Enter without an active suggestion searches for the typed text', async () => {
  const { user, router } = await renderApp({ path: '/search' });
  await enter(user, 'wat');
  await list();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.search).toBe('?q=wat'));
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
});

test('a suggested product opens its page', async () => {
  const { user, router, log } = await renderApp({ path: '/search' });
  await enter(user, 'blue');
  const products = await screen.findByRole('group', { name: 'Products' });
  const first = within(products).getAllByRole('option')[0]!;
  const title = first.textContent;
  await user.click(first);
  await screen.findByRole('heading', { level: 1, name: title });
  expect(router.state.location.pathname).toMatch(/^\/product\//);
  await waitFor(() => expect(log().map(({ type }) => type)).toEqual(['click']));
});

test('typing quickly sends one request, and suggestions log nothing', async () => {
  const { shop, log } = await renderApp({ path: '/search' });
  const input = await field();
  for (const value of ['w', 'wa', 'wat']) fireEvent.change(input, { target: { value } });
  await list();
  expect(requests(shop)).toBe(1);
  expect(log()).toEqual([]);
});

test('a page with results asks for suggestions only when the shopper types or opens the list', async () => {
  const { user, shop } = await renderApp({ path: '/search?q=water' });
  await screen.findByRole('list', { name: 'Results' });
  await user.click(await field());
  expect(requests(shop)).toBe(0);
  await user.keyboard('{ArrowDown}');
  await list();
  await waitFor(() => expect(requests(shop)).toBe(1)); // after a pause
  await user.keyboard('{ArrowDown}');
  expect(await active()).toBe(options()[0]);
});

test('keys that belong to an input method do nothing', async () => {
  const { user, router } = await renderApp({ path: '/search' });
  await enter(user, 'wat');
  await list();
  const input = await field();
  for (const init of [{ isComposing: true }, { keyCode: 229 }])
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      const event = createEvent.keyDown(input, { key, ...init });
      fireEvent(input, event);
      expect(event.defaultPrevented).toBe(false);
    }
  expect(await active()).toBeUndefined();
  await list();
  expect(router.state.location.search).toBe('');
});

test('without a server the field suggests own searches and shows no error', async () => {
  const { user, shop } = await renderApp({
    path: '/search',
    before: (shop, uid) => {
      withSearches('water gun')(shop, uid);
      shop.fail('/api/suggest', 'network');
    },
  });
  await enter(user, 'wat');
  await waitFor(() => expect(requests(shop)).toBeGreaterThan(0));
  expect(options()).toEqual(['water gun']);
  expect(screen.queryByRole('alert')).not.toBeInTheDocument();
});

test('a removed search is suggested no more', async () => {
  const { user, log } = await renderApp({ path: '/search', before: withSearches('water gun', 'water tank') });
  await user.click(await screen.findByRole('button', { name: /Remove “water gun”/ }));
  await enter(user, 'water ');
  await screen.findByRole('group', { name: 'Popular searches' });
  expect(options()).toContain('water tank');
  expect(options()).not.toContain('water gun');
  await user.clear(await field());

  await user.click(await screen.findByRole('button', { name: 'Clear all' }));
  await enter(user, 'water ');
  await screen.findByRole('group', { name: 'Popular searches' });
  expect(screen.queryByRole('group', { name: 'Recent searches' })).not.toBeInTheDocument();
  await waitFor(() => expect(log()).toEqual([]));
});

test('a text that is too long or blank sends no request', async () => {
  const { user, shop } = await renderApp({ path: '/search' });
  await enter(user, 'wat');
  await list();
  const before = requests(shop);
  await user.clear(await field());
  await user.paste('wat'.repeat(67));
  await waitFor(() => expect(screen.queryByRole('listbox')).not.toBeInTheDocument());
  await user.clear(await field());
  await user.type(await field(), '   ');
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
  expect(requests(shop)).toBe(before);
});
