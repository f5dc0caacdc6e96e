import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test, vi } from 'vitest';

/** start loads the app's modules as a new page does, with a signed-in shopper. */
async function start(uid: string) {
  vi.resetModules();
  const [session, saved, epochs] = await Promise.all([
    import('@/lib/auth/session'),
    import('@/lib/savedAnswers'),
    import('@/lib/cardEpochs'),
  ]);
  session.setShopper({ uid, email: null, verified: false });
  return { ...saved, ...epochs, client: new QueryClient() };
}

const navigation = (type: string) =>
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type }] as unknown as PerformanceEntryList);

beforeEach(async () => {
  const app = await start('maya');
  app.startEpoch({ keepVisible: false });
  app.client.setQueryData(['product', 'lamp'], 'a lamp');
  app.client.setQueryData(['history'], 'private');
  app.client.setQueryData(app.picksKey(5, 1), 'old picks', { updatedAt: Date.now() - 1000 });
  app.client.setQueryData(app.picksKey(6, 1), 'new picks');
  app.saveAnswers(app.client);
});

test('a page that is loaded again gets the answers of the same shopper, with the cards at their places', async () => {
  navigation('reload');
  const app = await start('maya');
  expect(app.restoreAnswers(app.client)).toBe('maya');
  expect(app.client.getQueryData(['product', 'lamp'])).toBe('a lamp');
  expect(app.client.getQueryData(['history'])).toBeUndefined();
  expect(app.client.getQueryData(app.picksKey(6, app.currentEpochs().latest))).toBe('new picks');
});

test('another shopper gets nothing', async () => {
  const app = await start('noor');
  expect(app.restoreAnswers(app.client)).toBeUndefined();
  expect(app.client.getQueryCache().getAll()).toEqual([]);
});

test('an app that is opened again asks for new cards, and without a network shows the latest ones first', async () => {
  navigation('navigate');
  const online = await start('maya');
  online.restoreAnswers(online.client);
  expect(online.client.getQueryData(online.picksKey(0, 0))).toBeUndefined();
  expect(online.client.getQueryData(['product', 'lamp'])).toBe('a lamp');

  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const offline = await start('maya');
  offline.restoreAnswers(offline.client);
  expect([0, 1].map((slot) => offline.client.getQueryData(offline.picksKey(slot, 0)))).toEqual(['new picks', 'old picks']);
});

test('answers are forgotten after a week', async () => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * 86_400_000);
  const app = await start('maya');
  app.restoreAnswers(app.client);
  expect(app.client.getQueryCache().getAll()).toEqual([]);
});
