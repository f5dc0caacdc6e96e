import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { FakeAuth } from './fake/auth';
import { initFor } from './fake/hosting';
import { FakeShop } from './fake/shop';

const authHost = '127.0.0.1:9099';

/** server intercepts the app's network requests. Tests do not mock modules of the app. */
export const server = setupServer();

/** openShop connects network requests to a shop and a new Auth without users. */
export function openShop(shop = new FakeShop()): FakeShop {
  const auth = new FakeAuth();
  shop.onDeleteAccount = (uid) => auth.remove(uid);
  server.use(
    http.all('*/api/*', ({ request }) => shop.handle(request).catch(() => HttpResponse.error())),
    http.get('*/__/firebase/*', ({ request }) => initFor(new URL(request.url), authHost)),
    http.all(`http://${authHost}/*`, ({ request }) => auth.handle(request)),
  );
  return shop;
}
