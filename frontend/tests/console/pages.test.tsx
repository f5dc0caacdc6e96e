import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, test, vi } from 'vitest';
import { staffPassword } from '../fake/auth';
import { openShop } from '../server';

// renderConsole renders the console at a path, signed in as a member of the staff.
async function renderConsole(name: 'owner' | 'viewer' | 'shopper', path = '/') {
  const shop = openShop();
  const [{ routes }, { newConsoleClient }, { access, openSession }] = await Promise.all([
    import('@/console/app/routes'),
    import('@/console/lib/queries'),
    import('@/console/lib/session'),
  ]);
  openSession();
  await (await access()).signOut(); // Firebase keeps its user from test to test
  const client = newConsoleClient();
  client.setDefaultOptions({ queries: { retryDelay: 0, retry: false } });
  const router = createMemoryRouter(routes, { basename: '/console', initialEntries: [`/console${path}`] });
  const user = userEvent.setup();
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await user.type(await screen.findByLabelText('Email'), `${name}@shopfyp.example`);
  await user.type(screen.getByLabelText('Password'), staffPassword);
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  return { shop, user, router };
}

const title = (name: string) => screen.findByRole('heading', { level: 1, name });

test('a shopper learns that the account has no role', async () => {
  const { user } = await renderConsole('shopper');
  await title('This account has no role in the console');
  await user.click(screen.getByRole('button', { name: 'Sign out' }));
  expect(await screen.findByLabelText('Email')).toBeVisible();
});

test('an owner sees the figures, with their changes in words', async () => {
  await renderConsole('owner');
  await title('Today');
  const row = await screen.findByRole('row', { name: /^Card/ });
  expect(row).toHaveTextContent('11% (10.4% to 11.6%)');
  expect(row).toHaveTextContent('Up 1.1 points');
  expect(await screen.findByText('37 searches of the last 7 days had no results.')).toBeVisible();
  expect(screen.getByText(/^The import of "outdoor" .* rejected 12 of 3400 rows/)).toBeVisible();
  expect(screen.getByText('title is empty (12), such as outdoor.csv, line 7: K3,,Acme')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'Changes' })).toBeVisible();
});

test('the page of the card shows rejected and repeated products, also in the file', async () => {
  const files: Blob[] = [];
  Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${files.push(file)}`, revokeObjectURL: () => undefined });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  const { user } = await renderConsole('viewer', '/card');
  const table = await screen.findByRole('table', { name: 'Dismissals and repeats by position' });
  const row = within(table).getByRole('row', { name: /^Place 1/ });
  expect(row).toHaveTextContent('2% (1.57% to 2.43%)'); // dismissals
  expect(row).toHaveTextContent('20% (18.8% to 21.2%)'); // repeats
  await user.click(screen.getByRole('button', { name: /^Save “Dismissals.* as CSV$/ }));
  const [header, first] = (await textOf(files[0]!)).split('\r\n').map((line) => line.replace(/"[^"]*"/g, 'quoted').split(','));
  const cell = (name: string) => first![header!.indexOf(name)];
  expect([cell('Dismissed'), cell('Dismissal rate'), cell('Repeats'), cell('Repeats before'), cell('Repeat rate')]).toEqual([
    '80',
    '0.02',
    '800',
    '720',
    '0.2',
  ]);
});

// jsdom's Blob has no text().
const textOf = (file: Blob) =>
  new Promise<string>((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(file);
  });

test('a failed read shows an error and can be repeated', async () => {
  const { shop, user, router } = await renderConsole('owner');
  await title('Today');
  shop.fail('/api/admin/searches', { status: 500, times: 1 });
  await router.navigate('/searches');
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('row', { name: /^running shoes/ })).toBeVisible();
});

test('an owner edits a price, and the change is on record', async () => {
  const { shop, user, router } = await renderConsole('owner', '/products/spk-0001');
  const price = await screen.findByLabelText('Price (USD)');
  await user.clear(price);
  await user.type(price, '49.5');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(shop.products.find((p) => p.productId === 'spk-0001')?.price?.amount).toBe(4950));
  await router.navigate('/changes');
  const row = await screen.findByRole('row', { name: /Product spk-0001/ });
  expect(row).toHaveTextContent('"amount":4950');
});

test('an edit of a product that somebody else changed is refused', async () => {
  const { shop, user } = await renderConsole('owner', '/products/spk-0001');
  const price = await screen.findByLabelText('Price (USD)');
  shop.products.find((p) => p.productId === 'spk-0001')!.updatedAt = 'later';
  await user.clear(price);
  await user.type(price, '1');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody else changed this product');
});

test('from a search without results to a pinned product', async () => {
  const { shop, user } = await renderConsole('owner', '/searches?sort=empty');
  await user.click(await screen.findByRole('link', { name: 'Pin a product for “quantum toaster”' }));
  await title('New rule');
  expect(screen.getByLabelText('Query')).toHaveValue('quantum toaster');
  await user.type(screen.getByLabelText('Why the rule exists'), 'Nothing else fits');
  await user.type(screen.getByLabelText('Product ID'), 'spk-0001');
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  const after = within((await screen.findByRole('heading', { name: 'After' })).parentElement!);
  expect(after.getAllByRole('link')[0]).toHaveAttribute('href', '/console/products/spk-0001');
  await user.click(screen.getByRole('button', { name: 'Save the rule' }));
  expect(await screen.findByRole('row', { name: /spk-0001 is in place 1 of “quantum toaster”/ })).toBeVisible();
  expect(shop.console.changes[0]).toMatchObject({ kind: 'rule', email: 'owner@shopfyp.example' });
});

test('a preview shows the card of a shopper who searched', async () => {
  const { shop, user } = await renderConsole('owner', '/rules/new?kind=block&productId=spk-0029&query=bluetooth+speaker');
  await title('New rule');
  await user.type(screen.getByLabelText('Why the rule exists'), 'Recalled');
  await user.selectOptions(screen.getByLabelText('Show'), 'The next card of a shopper who searched');
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  const ranking = async (name: string) =>
    within((await screen.findByRole('heading', { name })).parentElement!).getAllByRole('link');
  const addresses = async (name: string) => (await ranking(name)).map((link) => link.getAttribute('href'));
  expect(await addresses('Before')).toContain('/console/products/spk-0029');
  expect(await addresses('After')).not.toContain('/console/products/spk-0029');
  expect(shop.console.changes).toEqual([]);
});

test('the results of an experiment show the shoppers of each arm', async () => {
  await renderConsole('viewer', '/experiments/words');
  expect(await screen.findByText(/; 900 shoppers with 12,000 impressions$/)).toBeVisible();
  expect(screen.getByText(/; 911 shoppers with 12,150 impressions$/)).toBeVisible();
});

test('an owner starts an experiment after a confirmation', async () => {
  const { shop, user } = await renderConsole('owner', '/experiments/no-rules');
  await user.click(await screen.findByRole('button', { name: 'Start' }));
  await user.click(screen.getByRole('button', { name: 'Start the experiment' }));
  await waitFor(() => expect(shop.console.experiments.get('no-rules').state).toBe('running'));
  expect(await screen.findByRole('button', { name: 'Stop' })).toBeVisible();
});

test('an owner goes back to an older index after a confirmation', async () => {
  const { user } = await renderConsole('owner', '/index');
  await user.click(await screen.findByRole('button', { name: /^Use version 20261127/ }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Use this version' }));
  expect(await screen.findByRole('button', { name: /^Use version 20261128/ })).toBeVisible();
});

test('a viewer sees no button that changes something', async () => {
  const { router } = await renderConsole('viewer', '/products/spk-0001');
  await screen.findByRole('heading', { name: 'Figures' });
  expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  expect(screen.queryByRole('link', { name: 'Changes' })).toBeNull();
  for (const [path, heading, hidden] of [
    ['/index', 'Versions', /^Use version/],
    ['/rules', 'All rules', /^(New|Edit|Delete)/],
    ['/experiments/words', 'Results', /^(Start|Stop|Change)/],
    ['/searches', 'Most frequent', /^Pin/],
  ] as const) {
    await router.navigate(path);
    await screen.findByRole('heading', { name: heading });
    await screen.findAllByRole('row');
    expect(screen.queryByRole('button', { name: hidden })).toBeNull();
    expect(screen.queryByRole('link', { name: hidden })).toBeNull();
  }
});
