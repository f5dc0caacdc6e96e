import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './app';
import { authEmulator } from './authEmulator';

test.skip(!process.env.E2E_BASE_URL, 'only the Auth emulator lists the emails');

type Sent = { email: string; requestType: 'VERIFY_EMAIL' | 'PASSWORD_RESET'; oobLink: string };

/** linksTo returns the links in the emails to an address, oldest first. The Auth emulator lists them instead of sending them. */
async function linksTo(request: APIRequestContext, email: string, type: Sent['requestType']): Promise<string[]> {
  const { url, projectId } = await authEmulator(request);
  const codes = await request.get(`${url}/emulator/v1/projects/${projectId}/oobCodes`);
  const { oobCodes } = (await codes.json()) as { oobCodes: Sent[] };
  return oobCodes.filter((sent) => sent.email === email && sent.requestType === type).map((sent) => sent.oobLink);
}

const account = (page: Page) => page.getByRole('region', { name: 'Your account' });

async function fill(page: Page, email: string, password: string, button: string): Promise<void> {
  await account(page).getByLabel('Email').fill(email);
  await account(page).getByLabel('Password').fill(password);
  await account(page).getByRole('button', { name: button, exact: true }).click();
}

const newEmail = () => `email-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;

test('a linked email address is verified by a link', async ({ app, page, context }) => {
  const email = newEmail();
  await app.open('/you');
  await fill(page, email, 'long enough', 'Link email');
  const send = account(page).getByRole('button', { name: 'Send the email again' });
  await expect(send).toBeVisible();
  await app.expectAccessible();
  expect(await linksTo(page.request, email, 'VERIFY_EMAIL')).toHaveLength(1); // sent with the link
  await send.click();
  await expect(page.getByText('Check your email for a link')).toBeVisible();
  const links = await linksTo(page.request, email, 'VERIFY_EMAIL');

  const opened = await context.newPage();
  await opened.goto(links.at(-1)!);
  await opened.close();
  await page.evaluate(() => window.dispatchEvent(new Event('focus'))); // the shopper comes back to the tab
  await expect(account(page)).not.toContainText('Please confirm');
  await expect(account(page)).toContainText(email);
  await page.reload();
  await expect(account(page)).toContainText('Signed in as');
  await expect(account(page)).not.toContainText('Please confirm');
});

test('a forgotten password is reset by a link', async ({ app, page }) => {
  const email = newEmail();
  await app.open('/search?q=tent');
  await app.results().waitFor();
  await app.goTo('You');
  await fill(page, email, 'forgotten', 'Link email');
  await page.getByText('Signed in as').waitFor();
  await account(page).getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await account(page)
    .getByRole('button', { name: /Already linked/ })
    .click();
  await account(page).getByLabel('Email').fill(email);
  await account(page).getByRole('button', { name: 'Forgot your password?' }).click();
  await expect(page.getByText('Check your email for a reset link')).toBeVisible();
  const [link] = await linksTo(page.request, email, 'PASSWORD_RESET');
  expect((await page.request.get(`${link}&newPassword=remembered`)).ok()).toBe(true);

  await fill(page, email, 'forgotten', 'Sign in');
  await expect(page.getByRole('alert')).toContainText('That email and password don’t match.');
  await fill(page, email, 'remembered', 'Sign in');
  await expect(page.getByRole('link', { name: 'tent', exact: true })).toBeVisible();
});
