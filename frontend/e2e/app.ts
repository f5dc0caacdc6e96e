import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** App is the app as a shopper handles it. */
export class App {
  constructor(readonly page: Page) {}

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
  }

  feed = (name = 'For You'): Locator => this.page.getByRole('feed', { name });
  /** the screen of the feed that the shopper sees */
  current = (): Locator => this.page.locator('article:not([inert])[aria-posinset]');
  card = (): Locator => this.page.locator('article:not([inert])[aria-label="Products picked for you"]');
  titles = (): Promise<string[]> => this.card().getByRole('heading', { level: 3 }).allTextContents();

  async place(): Promise<number> {
    return Number(await this.current().getAttribute('aria-posinset'));
  }

  /** next goes one screen down by the keyboard and waits until the feed rests there. */
  async next(): Promise<void> {
    const there = (await this.place()) + 1;
    await this.page.keyboard.press('j');
    await expect(this.current()).toHaveAttribute('aria-posinset', String(there));
    await this.page.waitForFunction((before) => {
      const feed = document.querySelector('[role=feed]')!;
      return Math.abs(feed.scrollTop - before * feed.clientHeight) <= 1;
    }, there - 1);
  }

  /** toCard goes down to the next card and waits for its products. */
  async toCard(): Promise<void> {
    await this.feed().waitFor();
    do await this.next();
    while ((await this.card().count()) === 0);
    await expect(this.card().getByRole('heading', { level: 3 })).toHaveCount(3);
  }

  /** search submits a query from wherever the shopper is. */
  async search(query: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Search', exact: true }).first().click();
    await this.page.getByRole('searchbox').fill(query);
    await this.page.keyboard.press('Enter');
    await this.results().waitFor();
  }

  results = (): Locator => this.page.getByRole('list', { name: 'Results' });

  /** toFeed goes to the feed by the navigation. */
  async toFeed(): Promise<void> {
    await this.goTo('For You');
    await this.feed().waitFor();
  }

  /** fail makes every call to a part of the API fail until the returned function is called. */
  async fail(path: string, status = 503): Promise<() => Promise<void>> {
    const pattern = `**/api/${path}`;
    await this.page.route(pattern, (route) => route.fulfill(problem(status, 'Unavailable', 'try again later')));
    return () => this.page.unroute(pattern);
  }

  /** refuse is the same with what the functions answer to one shopper who asks too often; the calls after so many are let through. */
  async refuse(path: string, retryAfter: number, times = Infinity): Promise<() => Promise<void>> {
    const pattern = `**/api/${path}`;
    const refusal = problem(429, 'Too Many Requests', 'too many requests of one user', { 'Retry-After': String(retryAfter) });
    let left = times;
    await this.page.route(pattern, (route) => (left-- > 0 ? route.fulfill(refusal) : route.continue()));
    return () => this.page.unroute(pattern);
  }

  /**
   * standIn has cards be those that the functions give while they cannot read the log, until the returned function is
   * called. They are the answer for a shopper who has done nothing, and the mark that says what it is.
   */
  async standIn(): Promise<() => Promise<void>> {
    const pattern = '**/api/recommend/**';
    await this.page.route(pattern, async (route) => {
      const response = await route.fetch();
      const { products } = (await response.json()) as { products: object[] };
      const popular = products.map((product) => ({ ...product, reason: { type: 'popular' } }));
      await route.fulfill({ response, json: { products: popular, fallback: 'popular' } });
    });
    return () => this.page.unroute(pattern);
  }

  /** expectAccessible fails with every violation that axe finds on the page as it stands. */
  async expectAccessible(): Promise<void> {
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual([]);
  }

  /** shifts are the layout shifts since the page was loaded that no press or key brought about, with what moved. */
  shifts = (): Promise<Shift[]> => this.page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);

  /** goTo goes to a page by the navigation. */
  async goTo(name: 'For You' | 'Search' | 'You'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  }
}

const problem = (status: number, title: string, detail: string, headers: Record<string, string> = {}) => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', ...headers },
  body: JSON.stringify({ type: 'about:blank', title, status, detail, instance: 'req-42' }),
});

type Shift = { value: number; moved: string[] };
type ShiftEntry = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element }[] };

function watchShifts(): void {
  const shifts: Shift[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as ShiftEntry[]) {
      if (entry.hadRecentInput) continue;
      shifts.push({
        value: entry.value,
        moved: entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 120) ?? node?.nodeName ?? '?'),
      });
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** watchPolicy makes what the content security policy refuses an error of the page. */
function watchPolicy(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    reportError(new Error(`${violatedDirective} refuses ${blockedURI}`));
  });
}

/** test gives every journey the app with a new shopper, and holds all of them to two promises: nothing throws, and nothing shifts. */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.addInitScript(watchShifts);
    await page.addInitScript(watchPolicy);
    const app = new App(page);
    await use(app);
    expect(thrown).toEqual([]);
    const shifts = page.url().startsWith('http') ? await app.shifts() : [];
    const total = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(total, `cumulative layout shift: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(0.02);
  },
});

export { expect };
