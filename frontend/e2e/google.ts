import type { BrowserContext, Page } from '@playwright/test';

/**
 * serveGoogleScript replaces https://apis.google.com/js/api.js, through which Firebase talks to the frame of the Auth
 * server. The Auth emulator's frame loads it too. Tests must not depend on the internet.
 */
export async function serveGoogleScript(context: BrowserContext): Promise<void> {
  await context.route('https://apis.google.com/js/api.js**', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: `(${frames.toString()})();` }),
  );
}

type Message = { gapi: string; id?: number; body?: unknown; reply?: number; result?: unknown };

// frames has the functions of gapi.iframes that Firebase calls. It runs in the page and in the frame.
function frames(): void {
  const callbacks = new Map<number, (result: unknown) => void>();
  class Channel {
    private readonly handlers = new Map<string, (body: unknown) => unknown>();
    private early: Message[] = []; // messages before their handler
    constructor(private readonly peer: () => Window) {
      window.addEventListener('message', ({ data, source }: MessageEvent<Message | null>) => {
        if (source !== this.peer() || !data?.gapi) return;
        if (data.reply !== undefined) this.end(data.reply, data.result);
        else void this.answer(data);
      });
    }
    private end(id: number, result: unknown) {
      try {
        callbacks.get(id)?.([result]);
      } catch {
        // Firebase's callback always throws at its end. Google's script ignores that.
      }
    }
    private async answer(message: Message) {
      const handler = this.handlers.get(message.gapi);
      if (!handler) return void this.early.push(message);
      const result = await handler(message.body);
      this.peer().postMessage({ gapi: 'reply', reply: message.id, result }, '*');
    }
    register(name: string, handler: (body: unknown) => unknown) {
      this.handlers.set(name, handler);
      const early = this.early;
      this.early = [];
      for (const message of early) void this.answer(message);
    }
    send(gapi: string, body: unknown, callback: (result: unknown) => void) {
      const id = callbacks.size;
      callbacks.set(id, callback);
      this.peer().postMessage({ gapi, id, body }, '*');
    }
    restyle = () => Promise.resolve();
    ping = (callback: () => void) => Promise.resolve().then(callback);
  }
  const open = ({ url, where }: { url: string; where: HTMLElement }, ready: (channel: Channel) => unknown) => {
    const frame = document.createElement('iframe');
    frame.src = url;
    frame.style.display = 'none';
    const channel = new Channel(() => frame.contentWindow!);
    const loaded = new Promise((done) => frame.addEventListener('load', done));
    where.append(frame);
    return loaded.then(() => ready(channel));
  };
  const context = { open, getParentIframe: () => new Channel(() => window.parent) };
  const load = (_: string, { callback }: { callback: () => void }) => callback();
  Object.assign(window, { gapi: { load, iframes: { Iframe: Channel, getContext: () => context } } });
  const name = new URL((document.currentScript as HTMLScriptElement).src).searchParams.get('onload') ?? 'gapi_onload';
  (window as unknown as Record<string, () => void>)[name]!();
}

/** chooseNew signs in with a new Google account at the Auth emulator's page. */
export async function chooseNew(at: Page, email: string): Promise<void> {
  await at.locator('#add-account-button').click();
  await at.locator('#email-input').fill(email);
  await at.locator('#sign-in').click();
}

/** chooseKnown signs in with a Google account that the emulator knows. */
export async function chooseKnown(at: Page, email: string): Promise<void> {
  await at.getByText(email).click();
}
