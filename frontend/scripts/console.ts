import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, type Connect, type Plugin } from 'vite';
import { preloadFonts } from './preload-fonts.ts';

/**
 * consoleEntry builds console.html, and serves it at /console and below. The console is a build of its own: in one build,
 * code that both entries use would move into chunks that shoppers load, with parts that only the console needs.
 */
export function consoleEntry(): Plugin {
  let root: string;
  return {
    name: 'console-entry',
    configResolved: (config) => {
      root = config.root;
    },
    configureServer: (server) => void server.middlewares.use(toConsole),
    configurePreviewServer: (server) => void server.middlewares.use(toConsole),
    writeBundle: {
      order: 'post',
      async handler({ dir }) {
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          plugins: [react(), tailwindcss(), preloadFonts()],
          resolve: { alias: { '@': fileURLToPath(new URL('../src', import.meta.url)) } },
          build: { ...consoleBuild, outDir: dir!, emptyOutDir: false },
        });
      },
    },
  };
}

/** buildTargets are the browsers of both entries. */
export const buildTargets = {
  target: 'baseline-widely-available',
  // The first browsers with light-dark(). Its replacement for older ones cannot make a part of the page dark.
  cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
  assetsInlineLimit: 0,
};

const consoleBuild = {
  ...buildTargets,
  manifest: '.vite/console.json',
  rolldownOptions: { input: 'console.html' },
};

// toConsole serves the console's page for its URLs, as Hosting's rewrites do.
const toConsole: Connect.NextHandleFunction = (req, _res, next) => {
  if (/^\/console(\/|\?|$)/.test(req.url ?? '')) req.url = '/console.html';
  next();
};
