import { defineConfig, type Project } from '@playwright/test';
import { viewports } from './e2e/viewports';
import { testOptions } from './scripts/chromium.mjs';

/** SHOTS=1 takes screenshots instead of testing. */
const shots = Boolean(process.env.SHOTS);
const layoutTests = shots ? /./ : /@layout/;

/** The app's URL: the local shop's Hosting emulator. By default the built app runs on an in-memory shop. */
const baseURL = process.env.E2E_BASE_URL ?? 'http://127.0.0.1:4173';

/** The app has three layouts. Behavior does not depend on the layout, so most tests run only on the phone. */
const projects: Project[] = [
  { name: 'phone', use: { viewport: viewports.phone, hasTouch: true } },
  ...(shots ? [{ name: 'small', use: { viewport: { width: 360, height: 640 }, hasTouch: true } }] : []),
  { name: 'tablet', use: { viewport: viewports.tablet }, grep: layoutTests },
  { name: 'desktop', use: { viewport: viewports.desktop }, grep: layoutTests },
];

export default defineConfig({
  testDir: 'e2e',
  testMatch: shots ? 'shots.ts' : '*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true, // every test has its own shopper
  workers: Number(process.env.E2E_WORKERS ?? (shots ? 1 : 2)),
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // A failed test runs again only to record a trace: recording every test takes a sixth of the time.
  retries: 1,
  failOnFlakyTests: true,
  reporter: [['list']],
  use: {
    baseURL,
    serviceWorkers: 'block', // they would hide requests from tests; offline.spec.ts allows them
    trace: 'on-first-retry',
    launchOptions: testOptions,
  },
  projects,
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
