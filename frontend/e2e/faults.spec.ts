import { expect, test } from './app';

test('a failing card says so, and works again when the shop does', async ({ app }) => {
  const mend = await app.fail('recommend/**');
  await app.open();
  await app.feed().waitFor();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('Something broke on our side');
  await app.expectAccessible();
  await mend();
  await app.card().getByRole('button', { name: 'Try again' }).click();
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a failing search says so, and can be tried again', async ({ app, page }) => {
  const mend = await app.fail('search');
  await app.open('/search?q=lamp');
  await expect(page.getByRole('alert')).toContainText('req-42');
  await app.expectAccessible();
  await mend();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(app.results()).toBeVisible();
});

test('offline, the feed goes on, the card says why it is empty, and all comes back', async ({ app, page, context }) => {
  await app.open();
  await app.feed().waitFor();
  await page.waitForLoadState('networkidle');
  await context.setOffline(true);
  await expect(page.getByText('You are offline', { exact: true }).first()).toBeVisible();
  for (let i = 0; i < 3; i++) await app.next();
  await expect(app.card().getByRole('alert')).toContainText('You are offline');
  await app.expectAccessible();
  await context.setOffline(false);
  await expect(app.card().getByRole('heading', { level: 3 })).toHaveCount(3);
});

test('a dismissal that cannot be saved comes back', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  const titles = await app.titles();
  await app.fail('dismiss');
  await app
    .card()
    .getByRole('button', { name: `Not interested in ${titles[0]}` })
    .click();
  await expect(page.getByText('That could not be saved. Try again.')).toBeVisible();
  expect(await app.titles()).toEqual(titles);
});
