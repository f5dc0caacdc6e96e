import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { installBrowser } from './browser';
import { server } from './server';

installBrowser();
configure({ asyncUtilTimeout: 15_000 }); // a busy machine is no reason to fail

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
beforeEach(() => {
  vi.resetModules(); // what the app keeps in modules (who shops, the place in the feed) begins anew
  sessionStorage.clear();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
});
afterAll(() => server.close());
