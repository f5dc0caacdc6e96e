import { api, unwrap } from '@/lib/api/client';
import { ApiError, worthRetrying } from '@/lib/api/problem';
import { isNoAccount } from '@/lib/auth/refusal';
import { currentShopper, onShopperChange, shopperId } from '@/lib/auth/session';
import { forgetArms } from './arms';
import { isMeasured, onConsentChange } from './consent';
import type { NewEvent } from './event';
import { add, aged, clear, isEmpty, remove, seal, type Waiting } from './outbox';
import { forgetShown } from './shown';

const flushAfterMs = 5_000;
const maxBackoffMs = 300_000;

let timer: ReturnType<typeof setTimeout> | undefined;
let running: Promise<void> | undefined;
let failures = 0;
let notBefore = 0; // no request before this time, after a failure

/** report makes an event wait for the next request, unless the shopper is not measured. showing names the list of an impression. */
export function report(event: NewEvent, showing?: string): void {
  if (!isMeasured()) return;
  add(event, showing);
  schedule(flushAfterMs);
}

/** flush sends what waits. It keeps what it could not send and tries again later. */
export function flush(): Promise<void> {
  running ??= sendAll().finally(() => {
    running = undefined;
    if (!isEmpty()) schedule(Math.max(flushAfterMs, notBefore - Date.now()));
  });
  return running;
}

function schedule(ms: number): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    void flush();
  }, ms);
}

async function sendAll(): Promise<void> {
  if (isEmpty() || !navigator.onLine || Date.now() < notBefore) return;
  for (const batch of seal()) {
    try {
      await send(batch);
    } catch (error) {
      if (isNoAccount(error)) return clear(); // the shop stores nothing about shoppers without an account
      if (worthRetrying(error)) return backOff(error);
      // The API will never accept this batch.
    }
    failures = 0;
    remove(batch);
  }
}

// The browser finishes a request with keepalive after the page is gone. sendBeacon does too, but it cannot carry the ID
// token.
async function send(batch: Waiting[]): Promise<void> {
  await shopperId();
  if (isMeasured()) await unwrap(api.POST('/api/events', { body: { events: aged(batch) }, keepalive: true }));
}

function backOff(error: unknown): void {
  const delay = Math.min(flushAfterMs * 2 ** failures++, maxBackoffMs) * (1 + Math.random() / 2);
  const asked = error instanceof ApiError ? (error.retryAfter ?? 0) : 0;
  notBefore = Date.now() + Math.max(delay, asked);
}

function forget(): void {
  clear();
  forgetShown();
  forgetArms();
}

let uid = currentShopper()?.uid;
onShopperChange(() => {
  const next = currentShopper()?.uid;
  if (uid !== undefined && next !== uid) forget();
  uid = next;
});
onConsentChange(() => {
  if (!isMeasured()) forget();
});
window.addEventListener('pagehide', () => void flush());
document.addEventListener('visibilitychange', () => document.hidden && void flush());
window.addEventListener('online', () => {
  notBefore = 0;
  void flush();
});
if (!isMeasured()) forget();
else if (!isEmpty()) schedule(flushAfterMs); // what an earlier page could not send
