import type { App } from './app';
import { makeHistory, slow, type State } from './states';

async function toCardSlot(app: App): Promise<void> {
  await app.feed().waitFor();
  do await app.next();
  while ((await app.card().count()) === 0);
}

/** cardStates lists the states of the card. */
export const cardStates: State[] = [
  {
    name: 'card-popular',
    show: async (app) => {
      await app.open();
      await app.toCard();
    },
  },
  {
    name: 'card-search',
    show: async (app) => {
      await app.open('/search?q=Bluetooth%20Speaker');
      await app.results().waitFor();
      await app.toFeed();
      await app.toCard();
    },
  },
  {
    name: 'card-mixed',
    show: async (app) => {
      await makeHistory(app);
      await app.toFeed();
      await app.toCard();
    },
  },
  {
    name: 'card-dismissed',
    show: async (app) => {
      await app.open();
      await app.toCard();
      await app
        .card()
        .getByRole('button', { name: /^Not interested/ })
        .nth(1)
        .click();
      await app.card().getByRole('button', { name: 'New picks' }).waitFor();
    },
  },
  {
    name: 'card-loading',
    show: async (app, page) => {
      await slow(page, 'recommend/**');
      await app.open();
      await toCardSlot(app);
      await app.card().getByRole('heading', { name: 'Finding your picks…' }).waitFor();
    },
  },
  {
    name: 'card-error',
    show: async (app) => {
      await app.fail('recommend/**');
      await app.open();
      await toCardSlot(app);
      await app.card().getByRole('alert').waitFor();
    },
  },
  {
    name: 'card-offline',
    show: async (app, page) => {
      await app.open();
      await app.loaded();
      await page.context().setOffline(true);
      await toCardSlot(app);
      await app.card().getByRole('alert').waitFor();
    },
  },
  {
    name: 'card-fallback',
    show: async (app) => {
      await app.useFallbackCards();
      await app.open();
      await app.toCard();
    },
  },
  {
    name: 'card-rate-limited',
    show: async (app) => {
      await app.rateLimit('recommend/**', 25);
      await app.open();
      await toCardSlot(app);
      await app.card().getByRole('heading', { name: 'One moment, please' }).waitFor();
    },
  },
  {
    name: 'card-empty',
    show: async (app, page) => {
      await page.route('**/api/recommend/**', (route) => route.fulfill({ json: { products: [] } }));
      await app.open();
      await toCardSlot(app);
      await app.card().getByRole('heading', { name: 'No picks yet' }).waitFor();
    },
  },
];
