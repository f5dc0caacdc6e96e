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
