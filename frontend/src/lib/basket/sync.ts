import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/problem';
import type { components } from '@/lib/api/schema';
import type { Basket, Card } from '@/lib/api/types';
import { currentShopper, shopperId } from '@/lib/auth/session';
import { lastShown } from '@/lib/events/shown';
import { showToast } from '@/lib/toast';
import { localBasket, setLocalBasket, type Change } from './local';

type List = components['schemas']['List'];

let running: Promise<Basket> | undefined;

/**
 * syncBasket sends the changes that wait on this device, and returns the basket as the shop has it. Calls do not overlap.
 * It throws if the API cannot be reached or the shopper has no account; the changes then wait on.
 */
export function syncBasket(): Promise<Basket> {
  const previous = running;
  const next = (previous ? previous.then(exchange, exchange) : exchange()).finally(() => {
    if (running === next) running = undefined;
  });
  running = next;
  return next;
}

async function exchange(): Promise<Basket> {
  const uid = await shopperId();
  const sent = localBasket().pending;
  try {
    const basket = await (sent.length > 0 ? send(sent) : unwrap(api.GET('/api/basket')));
    if (currentShopper()?.uid === uid) accept(basket, sent);
    return basket;
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) reject(error, sent);
    throw error;
  }
}

const send = (changes: Change[]) =>
  unwrap(
    api.POST('/api/basket', {
      body: {
        changes: changes.map(({ productId, quantity, at, product }) => {
          const price = product?.price; // that the shopper saw
          const ageMs = Math.max(0, Date.now() - at);
          return { productId, quantity, ageMs, ...(price && { price }), ...(product && listOf(product)) };
        }),
      },
    }),
  );

// listOf returns the list that showed a product last: a purchase that the shop reports counts for it.
function listOf(product: Card): { shown?: List; shownMs?: number } {
  const { shownMs = 0, itemListId, ...rest } = lastShown(product);
  return itemListId ? { shown: { itemListId, ...rest }, shownMs } : {};
}

// accept keeps the API's answer, and the changes that the shopper made while it was under way.
function accept({ lines, checkout }: Basket, sent: Change[]): void {
  const isSent = ({ productId, at }: Change) => sent.some((change) => change.productId === productId && change.at === at);
  const pending = localBasket().pending.filter((change) => !isSent(change));
  setLocalBasket({ lines, checkout, pending });
}

// reject drops changes that the API will never accept, so that later ones are not stuck behind them.
function reject(error: ApiError, sent: Change[]): void {
  const full = error.field === 'changes';
  showToast(full ? 'Your basket is full. Remove something first.' : 'The shop did not accept the change of your basket.');
  const { pending, ...rest } = localBasket();
  setLocalBasket({ ...rest, pending: pending.filter((change) => !sent.includes(change)) });
}
