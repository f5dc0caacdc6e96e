import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Deployment serves the app at an address of its own. It can become a new version, and become unreachable. */
export class Deployment {
  version = 1;
  private readonly server = createServer((req, res) => this.serve(req, res));

  constructor(private readonly target: string) {}

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private serve(req: IncomingMessage, res: ServerResponse): void {
    const headers = { ...req.headers, host: new URL(this.target).host, 'accept-encoding': 'identity' };
    const forwarded = request(new URL(req.url!, this.target), { method: req.method, headers }, (answer) => {
      const marked = /^\/sw\.js|text\/html/.test(`${req.url} ${answer.headers['content-type']}`);
      if (!marked) {
        res.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(res);
        return;
      }
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => res.end(this.mark(req.url!, Buffer.concat(chunks).toString(), res, answer)));
    });
    forwarded.on('error', () => res.destroy());
    req.pipe(forwarded);
  }

  // mark makes the page and the service worker of each version differ.
  private mark(url: string, text: string, res: ServerResponse, answer: IncomingMessage): string {
    const { 'content-length': _, etag: __, 'last-modified': ___, ...headers } = answer.headers; // those of the target
    res.writeHead(answer.statusCode!, headers);
    if (url.startsWith('/sw.js')) return `${text}\n// version ${this.version}\nself.version = ${this.version};`;
    return text.replace('<html ', `<html data-version="${this.version}" `);
  }
}
