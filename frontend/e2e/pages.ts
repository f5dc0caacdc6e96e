import { basketStates } from './baskets';
import { cardStates } from './cards';
import { feedStates } from './feedStates';
import { makeHistory, slow, type State } from './states';

/** states lists every page of the app in every state. axe checks them, and make shots takes screenshots of them. */
export const states: State[] = [
  ...feedStates,
  ...cardStates,
  ...basketStates,
  {
    name: 'following-empty',
    show: async (app, page) => {
      await app.open('/following');
      await page.getByRole('heading', { name: 'You’re not following anyone yet' }).waitFor();
    },
  },
  {
    name: 'search',
    show: async (app, page) => {
      await makeHistory(app);
      await app.open('/search');
      await page.getByRole('heading', { name: 'Recent searches' }).waitFor();
    },
  },
  {
    name: 'search-new',
    show: async (app, page) => {
      await app.open('/search');
      await page.getByRole('button', { name: 'Home Bedding' }).waitFor();
    },
  },
  {
    name: 'search-suggestions',
    show: async (app, page) => {
      await makeHistory(app);
      await app.open('/search');
      await page.getByRole('combobox').pressSequentially('blue');
      await page.getByRole('group', { name: 'Products' }).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.getByRole('option', { selected: true }).waitFor();
    },
  },
  {
    name: 'search-loading',
    show: async (app, page) => {
      await slow(page, 'search');
      await app.open('/search?q=lamp');
      await page.getByText('Searching…').waitFor();
    },
  },
  {
    name: 'search-results',
    show: async (app) => {
      await app.open('/search?q=Bluetooth%20Speaker');
      await app.results().waitFor();
    },
  },
  {
    name: 'search-understood',
    show: async (app) => {
      await app.open('/search?q=red%20shoes%20under%20$50%20without%20laces%20for%20my%2010-year-old%20son');
      await app.results().waitFor();
    },
  },
  {
    name: 'search-price-none',
    show: async (app, page) => {
      await app.open('/search?q=speaker%20under%20$1');
      await page.getByText('Nothing matches at that price').waitFor();
    },
  },
  {
    name: 'search-none',
    show: async (app, page) => {
      await page.route('**/api/search', (route) => route.fulfill({ json: { products: [], interactionId: 'x', understood: {} } }));
      await app.open('/search?q=zzqx');
      await page.getByRole('heading', { name: 'No matches found' }).waitFor();
    },
  },
  {
    name: 'search-error',
    show: async (app, page) => {
      await app.fail('search');
      await app.open('/search?q=lamp');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'product',
    show: async (app, page) => {
      await app.open('/search?q=running%20shoes');
      await app.results().getByRole('link').nth(1).click();
      await page.getByRole('list', { name: 'Similar products' }).waitFor();
    },
  },
  {
    name: 'product-variants',
    show: async (app, page) => {
      await app.open('/product/rnr-0007');
      await page.getByRole('navigation', { name: 'Size' }).waitFor();
      await page.getByRole('list', { name: 'Similar products' }).waitFor();
    },
  },
  {
    name: 'product-sold-out',
    show: async (app, page) => {
      await app.open('/product/rnr-0010');
      await page.getByText('Sold out', { exact: true }).waitFor();
      await page.getByRole('list', { name: 'Similar products' }).waitFor();
    },
  },
  {
    name: 'product-preorder',
    show: async (app, page) => {
      await app.open('/product/pre-0001');
      await page.getByText('Preorder: ships May 1, 2030').first().waitFor();
      await page.getByRole('list', { name: 'Similar products' }).waitFor();
    },
  },
  {
    name: 'product-loading',
    show: async (app, page) => {
      await slow(page, 'product/**');
      await slow(page, 'similar/**');
      await app.open('/product/spk-0001');
      await page.getByText('Loading product').waitFor({ state: 'attached' });
    },
  },
  {
    name: 'product-gone',
    show: async (app, page) => {
      await app.open('/product/no-such-product');
      await page.getByRole('heading', { name: 'Product not found' }).waitFor();
    },
  },
  {
    name: 'product-error',
    show: async (app, page) => {
      await app.fail('product/**');
      await app.open('/product/spk-0001');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'you',
    show: async (app, page) => {
      await makeHistory(app);
      await app.goTo('You');
      await page.getByRole('list', { name: 'Your history' }).waitFor();
      await page.getByLabel('Email').waitFor();
    },
  },
  {
    name: 'you-new',
    show: async (app, page) => {
      await app.open('/you');
      await page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
      await page.getByLabel('Email').waitFor();
    },
  },
  {
    name: 'you-removing',
    show: async (app, page) => {
      await makeHistory(app);
      await app.open('/you');
      await page.getByRole('button', { name: 'Remove all' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'you-linked',
    show: async (app, page) => {
      await app.open('/you');
      await page.getByLabel('Email').fill(`shots-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`);
      await page.getByLabel('Password').fill('long enough');
      await page.getByRole('button', { name: 'Link email' }).click();
      await page.getByText('Signed in as').waitFor();
    },
  },
  {
    name: 'you-no-account',
    show: async (app, page) => {
      await app.refuseAccounts();
      await app.open('/you');
      await page.getByRole('alert').waitFor();
      await page.getByLabel('Email').waitFor();
    },
  },
  {
    name: 'you-keeping-history',
    show: async (app, page) => {
      await app.open('/you');
      await page.evaluate(() => sessionStorage.setItem('shopfyp-guest', '"a token"')); // as after a sign-in
      await page.reload();
      await page.getByRole('dialog', { name: 'Keep what you did before?' }).waitFor();
    },
  },
  {
    name: 'you-deleting',
    show: async (app, page) => {
      await app.open('/you');
      await page.getByRole('button', { name: 'Delete my account' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'you-error',
    show: async (app, page) => {
      await app.fail('history*');
      await app.open('/you');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'video-gone',
    show: async (app, page) => {
      await app.open('/video/no-such-video');
      await page.getByRole('heading', { name: 'Video not found' }).waitFor();
    },
  },
  {
    name: 'not-found',
    show: async (app, page) => {
      await app.open('/no/such/page');
      await page.getByRole('heading', { name: 'Page not found' }).waitFor();
    },
  },
];
