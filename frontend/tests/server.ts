import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { FakeAuth } from './fake/auth';
import { initFor } from './fake/hosting';
import { FakeShop } from './fake/shop';

const authHost = '127.0.0.1:9099';

/** server stands between the app and the network; no module of the app is replaced. */
export const server = setupServer();

/** openShop has the network answered by a new shop, and by an Auth that knows nobody yet. */
export function openShop(shop = new FakeShop()): FakeShop {
  const auth = new FakeAuth();
  shop.onEnd = (uid) => auth.remove(uid);
  server.use(
    http.all('*/api/*', ({ request }) => shop.handle(request).catch(() => HttpResponse.error())),
    http.get('*/__/firebase/*', ({ request }) => initFor(new URL(request.url), authHost)),
    http.all(`http://${authHost}/*`, ({ request }) => auth.handle(request)),
  );
  return shop;
}
