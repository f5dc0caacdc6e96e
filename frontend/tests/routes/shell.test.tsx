import { act, screen, waitFor } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, test } from 'vitest';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

afterEach(() => act(() => onlineManager.setOnline(true)));

test('an address that leads nowhere says so and leads back', async () => {
  const { user, router } = await renderApp({ path: '/no/such/page' });
  await user.click(await screen.findByRole('link', { name: 'To the feed' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/'));
});

test('a new page takes the focus', async () => {
  const { router } = await renderApp();
  await act(() => router.navigate('/you'));
  await screen.findByRole('heading', { level: 1, name: /knows about you/ });
  expect(screen.getByRole('main')).toHaveFocus();
});

test('going offline is said, and what was asked for meanwhile comes when the network does', async () => {
  await renderApp({ path: '/you', before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await screen.findByRole('link', { name: 'tent' });
  act(() => onlineManager.setOnline(false));
  expect(await screen.findByText('You are offline')).toBeInTheDocument();
  act(() => onlineManager.setOnline(true));
  await waitFor(() => expect(screen.queryByText('You are offline')).not.toBeInTheDocument());
});

test('a page opened offline says so, and fills when the network comes', async () => {
  onlineManager.setOnline(false);
  await renderApp({ path: '/product/spk-0001' });
  expect(await screen.findByRole('alert')).toHaveTextContent('You are offline');
  act(() => onlineManager.setOnline(true));
  expect(await screen.findByRole('heading', { level: 1, name: /Speaker/ })).toBeVisible();
});

test('a token that is refused is asked for anew, once', async () => {
  const shop = new FakeShop();
  shop.fail('/api/history', { status: 401, times: 1 });
  await renderApp({ shop, path: '/you', before: (s, uid) => s.log(uid, { type: 'search', query: 'tent' }) });
  expect(await screen.findByRole('link', { name: 'tent' })).toBeVisible();
  expect(shop.calls.filter((call) => call === 'GET /api/history')).toHaveLength(2);
});
