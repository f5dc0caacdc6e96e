import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp, scrollTo } from '../renderApp';

const feed = () => screen.findByRole('feed', { name: 'For You' });
type App = Awaited<ReturnType<typeof renderApp>>;

/** useEverything makes the browser store every kind of data about the shopper. */
async function useEverything({ user, router }: App): Promise<void> {
  await scrollTo(await feed(), 9);
  await user.keyboard('l');
  await act(() => router.navigate('/search?q=tent'));
  await screen.findByRole('list', { name: 'Results' });
  await act(() => router.navigate('/'));
  await scrollTo(await feed(), 11);
  await act(() => router.navigate('/you'));
  await screen.findByRole('region', { name: 'Your account' });
  expect(keys(localStorage)).not.toEqual([]);
  expect(keys(sessionStorage)).not.toEqual([]);
}

const keys = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith('shopfyp-'));

async function expectNothingLeft({ router }: App): Promise<void> {
  expect(keys(localStorage)).toEqual([]);
  expect(keys(sessionStorage)).toEqual([]);
  await act(() => router.navigate('/'));
  expect((await feed()).scrollTop).toBe(0);
  expect(within(await feed()).getAllByRole('button', { name: /^Like/, pressed: false })).not.toEqual([]);
}

async function confirm({ user }: App, open: string, dialogButton: string): Promise<void> {
  const panel = within(await screen.findByRole('region', { name: 'Your account' }));
  await user.click(await panel.findByRole('button', { name: open }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: dialogButton }));
}

test('signing out removes everything that the browser stored about the shopper', async () => {
  const app = await renderApp();
  await useEverything(app);
  await confirm(app, 'Sign out', 'Sign out');
  await screen.findByText('Signed out');
  await expectNothingLeft(app);
});

test('deleting the account removes everything that the browser stored about the shopper', async () => {
  const app = await renderApp();
  await useEverything(app);
  await confirm(app, 'Delete my account', 'Delete account');
  await screen.findByText('Your account was deleted');
  await expectNothingLeft(app);
});

test('signing out keeps the storage keys of other apps', async () => {
  sessionStorage.setItem('other', 'kept');
  localStorage.setItem('other', 'kept');
  const app = await renderApp({ path: '/you' });
  await confirm(app, 'Sign out', 'Sign out');
  await screen.findByText('Signed out');
  expect([sessionStorage.getItem('other'), localStorage.getItem('other')]).toEqual(['kept', 'kept']);
});
