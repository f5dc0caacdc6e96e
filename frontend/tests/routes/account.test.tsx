import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp } from '../renderApp';

const account = async () => within(await screen.findByRole('region', { name: 'Your account' }));
type User = Awaited<ReturnType<typeof renderApp>>['user'];

async function fill(user: User, email: string, password: string, button: string) {
  const panel = await account();
  await user.type(await panel.findByLabelText('Email'), email);
  await user.type(panel.getByLabelText('Password'), password);
  await user.click(panel.getByRole('button', { name: button }));
}

async function signOut(user: User) {
  await user.click((await account()).getByRole('button', { name: 'Sign out' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Sign out' }));
  await screen.findByText('Signed out');
}

test('a linked account keeps its history after signing out and in again', async () => {
  const { user } = await renderApp({ path: '/you', before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }) });
  await screen.findByRole('link', { name: 'tent' });
  await fill(user, 'maya@example.org', 'long enough', 'Link email');
  expect(await screen.findByText('maya@example.org')).toBeVisible();
  expect(screen.getByRole('link', { name: 'tent' })).toBeVisible();

  await signOut(user);
  expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await user.click((await account()).getByRole('button', { name: /Already linked/ }));
  await fill(user, 'maya@example.org', 'wrong one', 'Sign in');
  expect(await screen.findByRole('alert')).toHaveTextContent('That email and password don’t match.');
  await user.clear((await account()).getByLabelText('Email'));
  await user.clear((await account()).getByLabelText('Password'));
  await fill(user, 'maya@example.org', 'long enough', 'Sign in');
  expect(await screen.findByRole('link', { name: 'tent' })).toBeVisible();
});

test('the sign-out dialog warns anonymous shoppers about losing their history', async () => {
  const { user } = await renderApp({ path: '/you' });
  const button = (await account()).getByRole('button', { name: 'Sign out' });
  await waitFor(() => expect(button).toBeEnabled());
  await user.click(button);
  expect(screen.getByRole('dialog')).toHaveTextContent('you’ll lose your history');
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

test('a shopper can ask for a password reset', async () => {
  const { user } = await renderApp({ path: '/you' });
  await user.click(await (await account()).findByRole('button', { name: /Already linked/ }));
  await user.type((await account()).getByLabelText('Email'), 'maya@example.org');
  await user.click((await account()).getByRole('button', { name: 'Forgot your password?' }));
  expect(await screen.findByText('Check your email for a reset link')).toBeInTheDocument();
});

test('deleting an account asks for confirmation and starts a new anonymous account', async () => {
  const { user, shop, uid } = await renderApp({
    path: '/you',
    before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }),
  });
  await screen.findByRole('link', { name: 'tent' });
  await user.click(await (await account()).findByRole('button', { name: 'Delete my account' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Delete your account?' }));
  await user.click(dialog.getByRole('button', { name: 'Cancel' }));
  expect(shop.logOf(uid)).toHaveLength(1);

  localStorage.setItem('shopfyp-liked', '["aurora"]');
  await user.click((await account()).getByRole('button', { name: 'Delete my account' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('Your account was deleted')).toBeInTheDocument();
  expect(localStorage.getItem('shopfyp-liked')).toBeNull();
  expect(await screen.findByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  expect(shop.calls).toContain('DELETE /api/account');
  expect(shop.logOf(uid)).toEqual([]);
  const { currentShopper } = await import('@/lib/auth/session');
  expect(currentShopper()?.uid).not.toBe(uid);
});

test('a failed account deletion shows an error and keeps the account', async () => {
  const { user, shop, uid } = await renderApp({
    path: '/you',
    before: (shop, uid) => shop.log(uid, { type: 'search', query: 'tent' }),
  });
  shop.fail('/api/account', { status: 500, times: 1 });
  await user.click(await (await account()).findByRole('button', { name: 'Delete my account' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Delete account' }));
  expect(await screen.findByText('Couldn’t delete your account. Try again.')).toBeInTheDocument();
  expect(shop.logOf(uid)).toHaveLength(1);
  expect(await (await account()).findByRole('button', { name: 'Delete my account' })).toBeEnabled();
});

test('the deletion dialog shows the linked email', async () => {
  const { user } = await renderApp({ path: '/you' });
  await fill(user, 'noor@example.org', 'long enough', 'Link email');
  await screen.findByText('noor@example.org');
  await user.click((await account()).getByRole('button', { name: 'Delete my account' }));
  expect(screen.getByRole('dialog')).toHaveTextContent('sign in with noor@example.org anymore');
});
