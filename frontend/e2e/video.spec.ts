import { expect, test } from './app';

test('the shared address of a video shows it after a reload, and then the feed goes on', async ({ app, page }) => {
  await page.addInitScript(() => {
    const shared: string[] = [];
    Object.assign(window, { shared });
    Object.assign(navigator, { share: async ({ url }: ShareData) => void shared.push(url!) });
  });
  await app.open();
  await app.next();
  const video = (await app.current().getAttribute('aria-label'))!;
  await app.current().getByRole('button', { name: 'Share' }).click();
  const [address] = await page.evaluate(() => (window as unknown as { shared: string[] }).shared);
  expect(address).toMatch(/\/video\/[a-z-]+$/);

  await page.goto(address!);
  await expect(app.current()).toHaveAttribute('aria-label', video);
  await page.reload();
  await expect(app.current()).toHaveAttribute('aria-label', video);
  await app.toCard();
  await page.goto(address!);
  await expect(app.current()).toHaveAttribute('aria-label', video);
});
