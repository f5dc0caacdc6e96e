import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

const some = (shop: FakeShop, uid: string) => {
  shop.log(uid, { type: 'search', query: 'old tent' });
  shop.log(uid, { type: 'search', query: 'lamp' });
  shop.log(uid, { type: 'click', productId: 'spk-0001' });
  shop.log(uid, { type: 'dismiss', productId: 'spk-0002' });
  shop.log(uid, { type: 'search', query: 'coffee' });
};
const history = async () => within(await screen.findByRole('list', { name: 'Your history' }));
const words = async () => (await history()).getAllByRole('link').map((link) => link.textContent);
const title = (shop: FakeShop, id: string) => shop.products.find((p) => p.productId === id)!.title;

test('the history is newest first and marks the entries that influence the next card', async () => {
  const { shop } = await renderApp({ path: '/you', before: some });
  expect(await words()).toEqual(['coffee', title(shop, 'spk-0002'), title(shop, 'spk-0001'), 'lamp', 'old tent']);
  const influences = (await history())
    .getAllByRole('listitem')
    .filter((entry) => within(entry).queryByText('influences your next card'));
  expect(influences.map((entry) => within(entry).getByRole('link').textContent)).toEqual([
    'coffee',
    title(shop, 'spk-0001'),
    'lamp',
  ]);
});

test('after removing an entry, another one influences the next card', async () => {
  const { user, log } = await renderApp({ path: '/you', before: some });
  await user.click((await history()).getByRole('button', { name: 'Remove “coffee” from your history' }));
  await waitFor(() => expect(log()).toHaveLength(4));
  await waitFor(async () => expect((await history()).getAllByText('influences your next card')).toHaveLength(3));
  expect((await words()).at(0)).not.toBe('coffee');
  expect(screen.getByRole('heading', { name: 'Your history' })).toHaveFocus();
});

test('removing the whole history asks for confirmation', async () => {
  const { user, log } = await renderApp({ path: '/you', before: some });
  await history();
  await user.click(screen.getByRole('button', { name: 'Remove all' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Remove your whole history?' }));
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(log()).toHaveLength(5);
  await user.click(screen.getByRole('button', { name: 'Remove all' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove all' }));
  expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  expect(log()).toEqual([]);
});

test('older entries load page by page', async () => {
  const { user } = await renderApp({
    path: '/you',
    before: (shop, uid) => {
      for (let i = 0; i < 45; i++) shop.log(uid, { type: 'search', query: `search ${i}` });
    },
  });
  expect(await words()).toHaveLength(20);
  await user.click(screen.getByRole('button', { name: 'Show older' }));
  await waitFor(async () => expect(await words()).toHaveLength(40));
  await user.click(screen.getByRole('button', { name: 'Show older' }));
  await waitFor(async () => expect(await words()).toHaveLength(45));
  expect(screen.queryByRole('button', { name: 'Show older' })).not.toBeInTheDocument();
});

test('an entry comes back with an error if its removal fails', async () => {
  const { user, shop } = await renderApp({ path: '/you', before: some });
  const list = await history();
  shop.fail('/api/history/', { status: 500, times: 1 });
  await user.click(list.getByRole('button', { name: 'Remove “coffee” from your history' }));
  expect(await screen.findByText('Couldn’t remove that. Try again.')).toBeInTheDocument();
  await waitFor(async () => expect(await words()).toContain('coffee'));
});

test('a history that fails to load can be retried', async () => {
  const shop = new FakeShop();
  shop.fail('/api/history', { status: 503, times: 100 });
  const { user } = await renderApp({ shop, path: '/you', before: some });
  await screen.findByRole('alert');
  shop.fail('/api/history', null);
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await words()).toHaveLength(5);
});
