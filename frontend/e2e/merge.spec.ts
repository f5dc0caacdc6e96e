import type { Page } from '@playwright/test';
import { expect, test, type App } from './app';

const account = (page: Page) => page.getByRole('region', { name: 'Your account' });

async function fill(page: Page, email: string, button: string): Promise<void> {
  await account(page).getByLabel('Email').fill(email);
  await account(page).getByLabel('Password').fill('long enough');
  await account(page).getByRole('button', { name: button, exact: true }).click();
}

/** leaveAccount makes a shopper search for a tent, link an email address and sign out. It returns the address. */
async function leaveAccount(app: App, page: Page): Promise<string> {
  const email = `merge-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;
  await app.open('/search?q=tent');
  await app.results().waitFor();
  await app.goTo('You');
  await fill(page, email, 'Link email');
  await page.getByText('Signed in as').waitFor();
  await account(page).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  return email;
}

async function signIn(app: App, page: Page, email: string): Promise<void> {
  await app.goTo('You');
  await account(page)
    .getByRole('button', { name: /Already linked/ })
    .click();
  await fill(page, email, 'Sign in');
}

test('a sign-in keeps what the shopper did before', async ({ app, page }) => {
  const email = await leaveAccount(app, page);
  await app.search('lamp');
  await app.results().getByRole('link').first().click();
  await page.getByRole('list', { name: 'Similar products' }).waitFor();
  await signIn(app, page, email);

  const dialog = page.getByRole('dialog', { name: 'Keep what you did before?' });
  await dialog.waitFor();
  await app.expectAccessible();
  const repair = await app.fail('account/merge', 500);
  await dialog.getByRole('button', { name: 'Add to my account' }).click();
  await expect(page.getByText('Couldn’t add your history. Try again.')).toBeVisible();
  await page.reload(); // the question survives
  await repair();
  const token = JSON.parse((await page.evaluate(() => sessionStorage.getItem('shopfyp-guest'))) ?? '') as string;
  const merge = page.waitForRequest('**/api/account/merge');
  await dialog.getByRole('button', { name: 'Add to my account' }).click();
  await expect(page.getByText('Your history was added to your account')).toBeVisible();
  await expect(dialog).toBeHidden();
  const history = page.getByRole('list', { name: 'Your history' });
  await expect(history.getByRole('listitem')).toHaveCount(3); // the tent, the lamp and its product
  await expect(history.getByRole('link', { name: 'lamp', exact: true })).toBeVisible();
  await expect(history.getByRole('link', { name: 'tent', exact: true })).toBeVisible();

  // Sent again, as after a lost response, the merge changes nothing.
  const request = await merge;
  const headers = { Authorization: (await request.allHeaders())['authorization']! };
  const again = await page.request.post('/api/account/merge', { headers, data: { token } });
  expect([200, 400]).toContain(again.status()); // the anonymous user is deleted, so the token is not valid for long
  const left = await page.request.get('/api/history', { headers: { Authorization: `Bearer ${token}` } });
  if (left.ok()) expect(await left.json()).toMatchObject({ interactions: [] });
  await page.reload();
  await expect(history.getByRole('listitem')).toHaveCount(3);
});

test('a sign-in leaves out what the shopper did before', async ({ app, page }) => {
  const email = await leaveAccount(app, page);
  await app.search('lamp');
  await signIn(app, page, email);
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it out' }).click();
  await expect(page.getByRole('list', { name: 'Your history' }).getByRole('listitem')).toHaveCount(1);
  await page.reload();
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('a sign-in without a history asks nothing', async ({ app, page }) => {
  const email = await leaveAccount(app, page);
  await signIn(app, page, email);
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
});
