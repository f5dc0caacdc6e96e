import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { buildTargets, consoleEntry } from './scripts/console.ts';
import { preloadFonts } from './scripts/preload-fonts.ts';
import { serviceWorker } from './scripts/service-worker.ts';
import { standIn } from './tests/fake/vite-plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The local shop: the Hosting emulator, which also serves the functions and Firebase's configuration. */
const shop = process.env.SHOP_URL ?? 'http://127.0.0.1:5000';

export default defineConfig(({ mode }) => ({
  // `--mode stand-in` serves everything from this process, with an in-memory shop instead of the emulators.
  plugins: [react(), tailwindcss(), preloadFonts(), serviceWorker(), consoleEntry(), mode === 'stand-in' && standIn()],
  resolve: { alias: { '@': here('./src'), '#test': here('./tests') } },
  server: {
    host: '127.0.0.1',
    ...(mode !== 'stand-in' && { proxy: { '/api': shop, '/__/firebase': shop } }),
  },
  preview: { host: '127.0.0.1' },
  build: { ...buildTargets, manifest: true },
  test: {
    environment: 'jsdom',
    setupFiles: ['tests/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
    restoreMocks: true,
    testTimeout: 60_000,
  },
}));
