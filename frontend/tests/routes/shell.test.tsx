import { act, screen, waitFor } from '@testing-library/react';
import { onlineManager } from '@tanstack/react-query';
import { afterEach, expect, test, vi } from 'vitest';
import { FakeShop } from '../fake/shop';
import { renderApp } from '../renderApp';

afterEach(() => act(() => onlineManager.setOnline(true)));

test('the page for an unknown URL links to the feed', async () => {
  const { user, router } = await renderApp({ path: '/no/such/page' });
  await user.click(await screen.findByRole('link', { name: 'Go to the feed' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/'));
});

test('a new page takes the focus', async () => {
  const { router } = await renderApp();
  await act(() => router.navigate('/you'));
  await screen.findByRole('heading', { level: 1, name: /knows about you/ });
  expect(screen.getByRole('main')).toHaveFocus();
});

test('the app shows a notice while it is offline', async () => {
  await renderApp({ path: '/you', before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await screen.findByRole('link', { name: 'tent' });
  act(() => onlineManager.setOnline(false));
  expect(await screen.findByText('You’re offline')).toBeInTheDocument();
  act(() => onlineManager.setOnline(true));
  await waitFor(() => expect(screen.queryByText('You’re offline')).not.toBeInTheDocument());
});

test('a page opened offline shows a notice and loads when the connection is back', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await renderApp({ path: '/product/spk-0001' });
  expect(await screen.findByRole('alert')).toHaveTextContent('You’re offline');
  act(() => onlineManager.setOnline(true));
  expect(await screen.findByRole('heading', { level: 1, name: /Speaker/ })).toBeVisible();
});

test('a rejected token is refreshed once', async () => {
  const shop = new FakeShop();
  shop.fail('/api/history', { status: 401, times: 1 });
  await renderApp({ shop, path: '/you', before: (s, uid) => s.log(uid, { type: 'search', query: 'tent' }) });
  expect(await screen.findByRole('link', { name: 'tent' })).toBeVisible();
  expect(shop.calls.filter((call) => call === 'GET /api/history')).toHaveLength(2);
});

test('a deleted account is replaced by a new shopper, without a reload', async () => {
  const { shop, uid, user } = await renderApp({ path: '/', before: (s, u) => s.log(u, { type: 'search', query: 'tent' }) });
  await screen.findByRole('feed');
  localStorage.setItem('shopfyp-liked', '["aurora"]');
  shop.onDeleteAccount(uid); // on another device
  shop.fail('/api/history', { status: 401, times: 1 });
  await user.click(screen.getAllByRole('link', { name: 'You' })[0]!);
  expect(await screen.findByText(/You were signed out, because your account is no longer active/)).toBeInTheDocument();
  expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  expect(localStorage.getItem('shopfyp-liked')).toBeNull();
  const { currentShopper } = await import('@/lib/auth/session');
  expect(currentShopper()?.uid).not.toBe(uid);
});
