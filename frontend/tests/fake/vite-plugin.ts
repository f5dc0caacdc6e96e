import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { createReadStream, existsSync } from 'node:fs';
import { createGzip } from 'node:zlib';
import type { Connect, Plugin } from 'vite';
import { FakeAuth } from './auth.ts';
import { initFor } from './hosting.ts';
import { FakeShop } from './shop.ts';

/**
 * standIn makes one Vite process serve the whole shop: the API, Firebase Auth and Hosting's reserved URLs.
 * You can edit, try and measure the app without other processes.
 */
export function standIn(): Plugin {
  const shop = new FakeShop(),
    auth = new FakeAuth();
  shop.onDeleteAccount = (uid) => auth.remove(uid);
  const answer = async (request: Request): Promise<Response | undefined> => {
    const url = new URL(request.url);
    if (url.pathname.startsWith('/api/')) return shop.handle(request);
    if (FakeAuth.owns(url)) return auth.handle(request);
    return initFor(url, url.host);
  };
  const middleware: Connect.NextHandleFunction = (req, res, next) => {
    respond(req, res, answer).then(
      (done) => done || next(),
      () => req.socket.destroy(),
    );
  };
  return {
    name: 'stand-in',
    configureServer: (server) => void server.middlewares.use(middleware),
    configurePreviewServer: (server) => {
      server.middlewares.use(middleware);
      server.middlewares.use(gzipped(path.resolve(server.config.root, server.config.build.outDir)));
    },
  };
}

async function respond(
  req: IncomingMessage,
  res: ServerResponse,
  answer: (request: Request) => Promise<Response | undefined>,
): Promise<boolean> {
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`);
  if (!/^\/(api|__|identitytoolkit|securetoken)/.test(url.pathname)) return false;
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const headers = new Headers(Object.entries(req.headers).filter((h): h is [string, string] => typeof h[1] === 'string'));
  const method = req.method ?? 'GET';
  const response =
    method === 'OPTIONS'
      ? new Response(null, { status: 204 })
      : await answer(new Request(url, { method, headers, ...(chunks.length && { body: Buffer.concat(chunks) }) }));
  if (!response) return false;
  res.writeHead(response.status, {
    ...Object.fromEntries(response.headers),
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': '*',
  });
  res.end(Buffer.from(await response.arrayBuffer()));
  return true;
}

// gzipped serves the built text files compressed and cacheable, as Hosting does, so that measurements match production.
// The service worker is not cacheable.
const gzipped =
  (dist: string): Connect.NextHandleFunction =>
  (req, res, next) => {
    const file = path.join(dist, new URL(req.url ?? '/', 'http://x').pathname);
    if (!/\.(js|css|svg)$/.test(file) || path.basename(file) === 'sw.js' || !file.startsWith(dist) || !existsSync(file))
      return next();
    const type = file.endsWith('.js') ? 'text/javascript' : file.endsWith('.css') ? 'text/css' : 'image/svg+xml';
    res.writeHead(200, {
      'Content-Type': type,
      'Content-Encoding': 'gzip',
      'Cache-Control': 'public, max-age=31536000, immutable',
    });
    createReadStream(file).pipe(createGzip()).pipe(res);
  };
