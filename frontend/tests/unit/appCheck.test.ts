import { afterEach, expect, test, vi } from 'vitest';
import type { FirebaseApp } from 'firebase/app';
import { startAppCheck } from '@/lib/auth/appCheck';

const started = vi.hoisted(() => vi.fn(() => 'check'));
vi.mock('firebase/app-check', () => ({
  ReCaptchaEnterpriseProvider: class {
    constructor(readonly key: string) {}
  },
  initializeAppCheck: started,
  getToken: () => Promise.resolve({ token: 'proof' }),
}));

const app = { name: 'app' } as FirebaseApp;

afterEach(() => vi.unstubAllEnvs());

test('without a site key, App Check does not start and there is no token', async () => {
  vi.stubEnv('VITE_APP_CHECK_KEY', '');
  await expect((await startAppCheck(app))()).resolves.toBeUndefined();
  expect(started).not.toHaveBeenCalled();
});

test('with a site key, there is a token', async () => {
  vi.stubEnv('VITE_APP_CHECK_KEY', 'site-key');
  await expect((await startAppCheck(app))()).resolves.toBe('proof');
  expect(started).toHaveBeenCalledWith(app, { provider: { key: 'site-key' }, isTokenAutoRefreshEnabled: true });
});
