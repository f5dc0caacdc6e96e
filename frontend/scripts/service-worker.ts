import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'vite';

const publicFiles = ['favicon.svg', 'icon-180.png', 'icon-512.png', 'manifest.webmanifest'];

/** serviceWorker builds src/sw.ts into sw.js, with the list of the files that the app needs to open without a network. */
export function serviceWorker(): Plugin {
  let root: string, publicDir: string;
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      ({ root, publicDir } = config);
    },
    writeBundle: {
      order: 'post',
      async handler({ dir }, bundle) {
        const built = Object.values(bundle)
          .map(({ fileName }) => fileName)
          .filter((file) => /^assets\/.*\.(js|css|woff2)$/.test(file) && !file.includes('latin-ext'))
          .map((file) => ({ url: `/${file}`, revision: null })); // their names contain a hash
        const files = [
          { url: '/index.html', revision: hash(path.join(dir!, 'index.html')) },
          ...publicFiles.map((file) => ({ url: `/${file}`, revision: hash(path.join(publicDir, file)) })),
          ...built,
        ];
        await build({
          configFile: false,
          root,
          publicDir: false,
          logLevel: 'warn',
          define: { __PRECACHE__: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
          build: {
            outDir: dir!,
            emptyOutDir: false,
            lib: { entry: 'src/sw.ts', name: 'sw', formats: ['iife'], fileName: () => 'sw.js' },
          },
        });
      },
    },
  };
}

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
