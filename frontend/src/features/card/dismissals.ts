import { useCallback } from 'react';
import { showToast } from '@/lib/toast';
import { failureText } from '@/lib/auth/refusal';
import { createPersonalStore } from '@/lib/personalData';
import { useRemoveInteractions } from '@/lib/requests/useRemoveInteractions';
import { useStore } from '@/lib/store';
import { useDismiss } from './useDismiss';

// A dismissed product keeps its row on the card, so that nothing moves under the shopper's finger. The
// row offers to undo. A card with new picks starts without dismissals.

/** A Dismissal has no interactionId until the server has logged it. */
export type Dismissal = { interactionId?: string };

const dismissals = createPersonalStore<ReadonlyMap<string, Dismissal>>(new Map());

function put(key: string, dismissal: Dismissal | undefined) {
  const next = new Map(dismissals.get());
  if (dismissal) next.set(key, dismissal);
  else next.delete(key);
  dismissals.set(next);
}

/**
 * useDismissals returns the dismissals on one card, and stable functions to dismiss a product and to undo that. dismiss calls
 * saved once the server has logged the dismissal.
 */
export function useDismissals(slot: number, epoch: number) {
  const all = useStore(dismissals);
  const { mutateAsync: save } = useDismiss();
  const { mutateAsync: remove } = useRemoveInteractions({ keepCard: true });
  const keyOf = useCallback((productId: string) => `${slot}/${epoch}/${productId}`, [slot, epoch]);

  const of = useCallback((productId: string) => all.get(keyOf(productId)), [all, keyOf]);
  const dismiss = useCallback(
    (productId: string, saved: () => void) => dismissAt(keyOf(productId), () => save(productId), saved),
    [keyOf, save],
  );
  const undo = useCallback((productId: string) => undoAt(keyOf(productId), (id) => remove([id])), [keyOf, remove]);
  return { of, dismiss, undo };
}

async function dismissAt(key: string, save: () => Promise<{ interactionId: string }>, saved: () => void) {
  put(key, {});
  try {
    const { interactionId } = await save();
    put(key, { interactionId });
    saved();
  } catch (error) {
    put(key, undefined);
    showToast(failureText(error, 'Couldn’t save that. Try again.'));
  }
}

async function undoAt(key: string, remove: (interactionId: string) => Promise<unknown>) {
  const dismissal = dismissals.get().get(key);
  if (!dismissal?.interactionId) return;
  put(key, undefined);
  try {
    await remove(dismissal.interactionId);
  } catch {
    put(key, dismissal);
    showToast('Couldn’t undo that. Try again.');
  }
}
