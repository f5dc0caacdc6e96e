import { test as base, expect, type Locator, type Page, type Request } from '@playwright/test';
import { settled, violations } from './axe';

/** App drives the app as a shopper does. */
export class App {
  /** the requests without an answer, except those of videos */
  private readonly loading = new Set<Request>();
  private lastChange = Date.now();

  constructor(readonly page: Page) {
    const ended = (request: Request) => {
      if (this.loading.delete(request)) this.lastChange = Date.now();
    };
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
    page.on('request', (request) => {
      if (request.resourceType() === 'media') return;
      this.loading.add(request);
      this.lastChange = Date.now();
    });
  }

  async open(path = '/'): Promise<void> {
    await this.page.goto(path);
  }

  /**
   * loaded waits until nothing but videos has loaded for half a second. Playwright's "networkidle" may never come:
   * Chromium keeps the request of a video open while it has enough of the video.
   */
  async loaded(): Promise<void> {
    await expect.poll(() => this.loading.size === 0 && Date.now() - this.lastChange >= 500).toBe(true);
  }

  feed = (name = 'For You'): Locator => this.page.getByRole('feed', { name });
  /** the feed item on screen */
  current = (): Locator => this.page.locator('article:not([inert])[aria-posinset]');
  card = (): Locator => this.page.locator('article:not([inert])[aria-label="Products picked for you"]');
  titles = (): Promise<string[]> => this.card().getByRole('heading', { level: 3 }).allTextContents();

  async position(): Promise<number> {
    return Number(await this.current().getAttribute('aria-posinset'));
  }

  /** next scrolls down one item by keyboard and waits until the feed has stopped. */
  async next(): Promise<void> {
    const target = (await this.position()) + 1;
    await this.page.keyboard.press('j');
    await this.page.waitForFunction((position) => {
      const feed = document.querySelector('[role=feed]')!;
      const current = feed.querySelector('article:not([inert])')?.getAttribute('aria-posinset');
      return current === String(position) && Math.abs(feed.scrollTop - (position - 1) * feed.clientHeight) <= 1;
    }, target);
  }

  /** toCard scrolls down to the next card and waits for its products. */
  async toCard(): Promise<void> {
    await this.feed().waitFor();
    do await this.next();
    while ((await this.card().count()) === 0);
    await expect(this.card().getByRole('heading', { level: 3 })).toHaveCount(3);
  }

  /** search submits a query from any page. */
  async search(query: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Search', exact: true }).first().click();
    await this.page.getByRole('combobox').fill(query);
    await this.page.keyboard.press('Enter');
    await this.results().waitFor();
  }

  results = (): Locator => this.page.getByRole('list', { name: 'Results' });

  /** toFeed opens the feed from the navigation. */
  async toFeed(): Promise<void> {
    await this.goTo('For You');
    await this.feed().waitFor();
  }

  /** fail makes all requests to a part of the API fail until the returned function is called. */
  async fail(path: string, status = 503): Promise<() => Promise<void>> {
    const pattern = `**/api/${path}`;
    await this.page.route(pattern, (route) => route.fulfill(problem(status, 'Unavailable', 'try again later')));
    return () => this.page.unroute(pattern);
  }

  /** rateLimit answers the first requests to a part of the API with 429, until the returned function is called. */
  async rateLimit(path: string, retryAfter: number, times = Infinity): Promise<() => Promise<void>> {
    const pattern = `**/api/${path}`;
    const response = problem(429, 'Too Many Requests', 'too many requests of one user', { 'Retry-After': String(retryAfter) });
    let left = times;
    await this.page.route(pattern, (route) => (left-- > 0 ? route.fulfill(response) : route.continue()));
    return () => this.page.unroute(pattern);
  }

  /**
   * useFallbackCards makes all cards fallback cards, as when the API cannot read the history, until the returned
   * function is called.
   */
  async useFallbackCards(): Promise<() => Promise<void>> {
    const pattern = '**/api/recommend/**';
    await this.page.route(pattern, async (route) => {
      const response = await route.fetch();
      const { products } = (await response.json()) as { products: object[] };
      const popular = products.map((product) => ({ ...product, reason: { type: 'popular' } }));
      await route.fulfill({ response, json: { products: popular, fallback: 'popular' } });
    });
    return () => this.page.unroute(pattern);
  }

  /** refuseAccounts makes Firebase Auth refuse new accounts until the returned function is called. It counts the attempts. */
  async refuseAccounts(): Promise<{ attempts: () => number; stop: () => Promise<void> }> {
    const pattern = '**/identitytoolkit.googleapis.com/v1/accounts:signUp**';
    const message = 'TOO_MANY_ATTEMPTS_TRY_LATER'; // as after 100 new accounts of one address in an hour
    let attempts = 0;
    await this.page.route(pattern, (route) => {
      attempts++;
      return route.fulfill({
        status: 400,
        headers: { 'Access-Control-Allow-Origin': '*' },
        json: { error: { code: 400, message, errors: [{ message }] } },
      });
    });
    return { attempts: () => attempts, stop: () => this.page.unroute(pattern) };
  }

  /** expectAccessible fails if axe finds a violation on the page, in the light theme or in the dark one. */
  async expectAccessible(): Promise<void> {
    await this.page.emulateMedia({ colorScheme: 'light' });
    await this.expectNoViolations();
    await this.page.emulateMedia({ colorScheme: 'dark' });
    await this.expectNoViolations(['color-contrast']);
  }

  /** expectNoViolations fails if the page violates one of axe's rules in the current theme. By default, it checks all rules. */
  async expectNoViolations(rules?: string[]): Promise<void> {
    await settled(this.page);
    expect(await violations(this.page, rules)).toEqual([]);
  }

  /** shifts returns the layout shifts since the page loaded, with the moved elements. It excludes shifts that user input caused. */
  shifts = (): Promise<Shift[]> => this.page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts);

  /** goTo opens a page from the navigation. */
  async goTo(name: 'For You' | 'Search' | 'Basket' | 'You'): Promise<void> {
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

/** watchPolicy turns violations of the content security policy into page errors. */
function watchPolicy(): void {
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    reportError(new Error(`${violatedDirective} refuses ${blockedURI}`));
  });
}

/** layout tags tests that depend on the layout. They run at every viewport size. All other tests run only at the phone's size. */
export const layout = { tag: '@layout' };

/** alone tags tests that change the shop for other shoppers, or measure the browser. TestBrowser runs them one at a time. */
export const alone = { tag: '@alone' };

/** test provides each test with the app and a new shopper. It fails a test if the page throws an error or its layout shifts. */
export const test = base.extend<{ app: App }>({
  app: async ({ page }, use) => {
    const thrown: string[] = [];
    page.on('pageerror', (error) => thrown.push(error.message));
    await page.addInitScript(watchShifts);
    await page.addInitScript(watchPolicy);
    const app = new App(page);
    await use(app);
    await page.unrouteAll({ behavior: 'ignoreErrors' }); // a request may be under way at the end of a test
    expect(thrown).toEqual([]);
    const shifts = page.url().startsWith('http') ? await app.shifts() : [];
    const total = shifts.reduce((sum, { value }) => sum + value, 0);
    expect(total, `cumulative layout shift: ${JSON.stringify(shifts)}`).toBeLessThanOrEqual(0.02);
  },
});

export { expect };
