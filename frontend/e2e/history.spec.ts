import { expect, test } from './app';

test('going back to the feed restores its place, also after the tab was discarded', async ({ app, page }) => {
  await app.open();
  await app.toCard();
  const picks = await app.titles();
  await app.card().getByRole('link', { name: picks[0]!, exact: true }).click();
  await page.getByRole('list', { name: 'Similar products' }).waitFor();
  await page.reload(); // as when the browser loads a discarded tab
  await page.getByRole('list', { name: 'Similar products' }).waitFor();
  await page.goBack();
  await expect(app.current()).toHaveAttribute('aria-posinset', '4');
  await expect.poll(app.titles).toEqual(picks);
});

test('going back and forward restores results and scroll, also after the tab was discarded', async ({ app, page }) => {
  await app.open('/search?q=running+shoes');
  await app.results().waitFor();
  const scrolled = () => page.evaluate(() => document.scrollingElement!.scrollTop);
  const tile = app.results().getByRole('link').nth(20);
  await tile.scrollIntoViewIfNeeded();
  const inResults = await scrolled();
  expect(inResults).toBeGreaterThan(500);
  const titles = await app.results().getByRole('link').allTextContents();
  await tile.click();
  const similar = page.getByRole('list', { name: 'Similar products' });
  await similar.scrollIntoViewIfNeeded();
  const inProduct = await scrolled();
  expect(inProduct).toBeGreaterThan(200);

  await page.reload();
  await similar.waitFor();
  await expect.poll(scrolled).toBe(inProduct);
  await page.goBack();
  await expect.poll(scrolled).toBe(inResults);
  expect(await app.results().getByRole('link').allTextContents()).toEqual(titles);
  await page.reload();
  await expect.poll(scrolled).toBe(inResults);
  await page.goForward();
  await expect.poll(scrolled).toBe(inProduct);
});
