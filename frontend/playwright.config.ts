import { defineConfig, type Project } from '@playwright/test';
import { chromiumOptions } from './scripts/chromium.mjs';

/** Where the app is: the local shop's Hosting emulator, or, when this is unset, the built app before an in-memory shop. */
const baseURL = process.env.E2E_BASE_URL ?? 'http://127.0.0.1:4173';

const sizes = { phone: [390, 844], tablet: [768, 1024], desktop: [1440, 900] } as const;

const project = (name: keyof typeof sizes): Project => ({
  name,
  use: { viewport: { width: sizes[name][0], height: sizes[name][1] }, hasTouch: name === 'phone' },
});

export default defineConfig({
  testDir: 'e2e',
  // Besides the tests, what is run by name: screenshots (SHOTS=1).
  testMatch: process.env.SHOTS ? 'shots.ts' : '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL,
    trace: 'retain-on-failure',
    launchOptions: chromiumOptions,
  },
  projects: [project('phone'), project('tablet'), project('desktop')],
  ...(process.env.E2E_BASE_URL
    ? {}
    : {
        webServer: {
          command: 'npx vite preview --mode stand-in --port 4173 --strictPort',
          url: baseURL,
          reuseExistingServer: true,
        },
      }),
});
