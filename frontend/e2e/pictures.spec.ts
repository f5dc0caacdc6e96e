import { expect, test } from './app';

// The test also fails if the layout shifts when a picture arrives.
test('a slow picture has a stand-in of its size, and a broken one keeps it', async ({ app, page }) => {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route('**/pictures/*.svg', async (route) => {
    await released;
    return route.request().url().endsWith('-2.svg') ? route.abort() : route.continue();
  });
  await app.open('/product/hph-0001');
  const first = page.getByRole('group', { name: /^Picture 1 of/ }).locator('[data-picture]');
  await expect(first.locator('svg')).toBeVisible();
  await expect(first.locator('img')).toHaveCSS('opacity', '0');
  const before = await first.boundingBox();
  release();
  await expect(first.locator('img')).toHaveCSS('opacity', '1');
  await expect(first.locator('svg')).toHaveCount(0);
  expect(await first.boundingBox()).toEqual(before);
  const second = page.getByRole('group', { name: /^Picture 2 of/ }).locator('[data-picture]');
  await second.scrollIntoViewIfNeeded();
  await expect(second).toHaveAttribute('data-picture', 'illustration');
  await expect(second.locator('svg')).toBeVisible();
});
