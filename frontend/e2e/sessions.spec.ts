import { expect, test } from './app';

test('signing out in one tab signs out the other', async ({ app, page, context }) => {
  await app.open('/search?q=tent');
  await app.results().waitFor();
  const other = await context.newPage();
  await other.goto('/you');
  await expect(other.getByRole('link', { name: 'tent' })).toBeVisible();
  const mixed: string[] = []; // requests with the token of one shopper for the card of another
  other.on('request', (request) => {
    const token = request.headers()['authorization']?.split('.')[1];
    const uid = /\/api\/recommend\/([^/?]+)/.exec(request.url())?.[1];
    if (!token || !uid) return;
    const { sub } = JSON.parse(Buffer.from(token, 'base64url').toString()) as { sub: string };
    if (sub !== uid) mixed.push(request.url());
  });

  await page.goto('/you');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await expect(other.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await app.search('lamp'); // by the new shopper
  await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'For You', exact: true }).click();
  await other.getByRole('feed').waitFor();
  for (let i = 0; i < 3; i++) await other.keyboard.press('j');
  await expect(other.locator('article:not([inert])[aria-label="Products picked for you"]')).toContainText('lamp');
  expect(mixed).toEqual([]);
});

test('without a new account, a shopper can still look around', async ({ app, page }) => {
  const refused = await app.refuseAccounts();
  const tokens: string[] = [];
  page.on('request', (request) => {
    const token = request.headers()['authorization'];
    if (token && request.url().includes('/api/')) tokens.push(request.url());
  });

  await app.open();
  await app.toCard();
  await expect(app.card().getByRole('heading', { name: 'Popular right now' })).toBeVisible();
  await app
    .card()
    .getByRole('button', { name: /^Not interested in/ })
    .first()
    .click();
  await expect(page.getByText('We couldn’t create an account for you. Try again later.')).toBeVisible();

  await app.search('camping tent');
  await app.results().getByRole('link').first().click();
  await page.getByRole('list', { name: 'Similar products' }).waitFor();

  await app.goTo('You');
  await expect(page.getByRole('alert')).toContainText('We couldn’t create an account for you');
  await expect(page.getByRole('region', { name: 'Your account' })).toContainText('Sign in if you already have an account.');
  await app.expectAccessible();
  expect(tokens).toEqual([]);
  expect(refused.attempts()).toBe(1); // an attempt counts towards the limit

  await refused.stop();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible(); // the search was not logged
  await expect(page.getByRole('button', { name: 'Link email' })).toBeVisible();
});
