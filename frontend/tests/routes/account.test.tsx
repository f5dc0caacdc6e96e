import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../renderApp';

const account = async () => within(await screen.findByRole('region', { name: 'Your account' }));
type User = Awaited<ReturnType<typeof renderApp>>['user'];

async function fill(user: User, email: string, password: string, button: string) {
  const panel = await account();
  await user.type(await panel.findByLabelText('E-mail'), email);
  await user.type(panel.getByLabelText('Password'), password);
  await user.click(panel.getByRole('button', { name: button }));
}

async function signOut(user: User) {
  await user.click((await account()).getByRole('button', { name: 'Sign out' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Sign out' }));
  await screen.findByText('Signed out');
}

test('an e-mail is linked, signed out of and signed in with, and the history with it', async () => {
  const { user } = await renderApp({ path: '/you', before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await screen.findByRole('link', { name: 'tent' });
  await fill(user, 'maya@example.org', 'long enough', 'Link e-mail');
  expect(await screen.findByText('maya@example.org')).toBeVisible();
  expect(screen.getByRole('link', { name: 'tent' })).toBeVisible();

  await signOut(user);
  expect(await screen.findByRole('heading', { name: 'Nothing yet' })).toBeVisible();

  await user.click((await account()).getByRole('button', { name: /sign in/ }));
  await fill(user, 'maya@example.org', 'wrong one', 'Sign in');
  expect(await screen.findByRole('alert')).toHaveTextContent('E-mail and password do not match.');
  await user.clear((await account()).getByLabelText('E-mail'));
  await user.clear((await account()).getByLabelText('Password'));
  await fill(user, 'maya@example.org', 'long enough', 'Sign in');
  expect(await screen.findByRole('link', { name: 'tent' })).toBeVisible();
});

test('an anonymous shopper is told what signing out costs', async () => {
  const { user } = await renderApp({ path: '/you' });
  const leave = (await account()).getByRole('button', { name: 'Sign out' });
  await waitFor(() => expect(leave).toBeEnabled());
  await user.click(leave);
  expect(screen.getByRole('dialog')).toHaveTextContent('its history stays behind for good');
  await user.click(screen.getByRole('button', { name: 'Stay' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a forgotten password is mailed for', async () => {
  const { user } = await renderApp({ path: '/you' });
  await user.click(await (await account()).findByRole('button', { name: /sign in/ }));
  await user.type((await account()).getByLabelText('E-mail'), 'maya@example.org');
  await user.click((await account()).getByRole('button', { name: 'I forgot my password' }));
  expect(await screen.findByText('Look into your mail')).toBeInTheDocument();
});

test('an account is deleted after a question, and a new one begins', async () => {
  const { user, shop, uid } = await renderApp({
    path: '/you',
    before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }),
  });
  await screen.findByRole('link', { name: 'tent' });
  await user.click(await (await account()).findByRole('button', { name: 'Delete my account' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Delete your account?' }));
  await user.click(dialog.getByRole('button', { name: 'Keep it' }));
  expect(shop.logOf(uid)).toHaveLength(1);

  localStorage.setItem('shopfyp-liked', '["aurora"]');
  await user.click((await account()).getByRole('button', { name: 'Delete my account' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('Your account is deleted')).toBeInTheDocument();
  expect(localStorage.getItem('shopfyp-liked')).toBeNull();
  expect(await screen.findByRole('heading', { name: 'Nothing yet' })).toBeVisible();
  expect(shop.calls).toContain('DELETE /api/account');
  expect(shop.logOf(uid)).toEqual([]);
  const { presentShopper } = await import('@/lib/auth/session');
  expect(presentShopper()?.uid).not.toBe(uid);
});

test('an account that cannot be deleted stays, and says so', async () => {
  const { user, shop, uid } = await renderApp({
    path: '/you',
    before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }),
  });
  shop.fail('/api/account', { status: 500, times: 1 });
  await user.click(await (await account()).findByRole('button', { name: 'Delete my account' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('Your account could not be deleted. Try again.')).toBeInTheDocument();
  expect(shop.logOf(uid)).toHaveLength(1);
  expect(await (await account()).findByRole('button', { name: 'Delete my account' })).toBeEnabled();
});

test('who linked an e-mail is told that it goes too', async () => {
  const { user } = await renderApp({ path: '/you' });
  await fill(user, 'noor@example.org', 'long enough', 'Link e-mail');
  await screen.findByText('noor@example.org');
  await user.click((await account()).getByRole('button', { name: 'Delete my account' }));
  expect(screen.getByRole('dialog')).toHaveTextContent('noor@example.org with its password');
});
