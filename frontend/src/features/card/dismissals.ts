import { useCallback, useSyncExternalStore } from 'react';
import { say } from '@/components/toast';
import { useDismiss } from '@/lib/requests/dismiss';
import { useRemoveInteractions } from '@/lib/requests/removeInteraction';

// What was dismissed on which card. A card keeps its rows, so that nothing moves under the shopper's
// finger: a dismissed one says so and can be taken back. Picks of a new epoch start clean.

/** A dismissal is underway until the log has given it an ID. */
export type Dismissal = { interactionId?: string };

let all: ReadonlyMap<string, Dismissal> = new Map();
const listeners = new Set<() => void>();

function put(key: string, dismissal: Dismissal | undefined) {
  const next = new Map(all);
  if (dismissal) next.set(key, dismissal);
  else next.delete(key);
  all = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useDismissals gives what was dismissed on one card, and the ways to dismiss a product and to take that back, which stay the same. */
export function useDismissals(slot: number, epoch: number) {
  const dismissals = useSyncExternalStore(subscribe, () => all);
  const { mutateAsync: save } = useDismiss();
  const { mutateAsync: remove } = useRemoveInteractions({ keepShown: true });
  const keyOf = useCallback((productId: string) => `${slot}/${epoch}/${productId}`, [slot, epoch]);

  const of = useCallback((productId: string) => dismissals.get(keyOf(productId)), [dismissals, keyOf]);
  const dismiss = useCallback((productId: string) => dismissAt(keyOf(productId), () => save(productId)), [keyOf, save]);
  const undo = useCallback((productId: string) => undoAt(keyOf(productId), (id) => remove([id])), [keyOf, remove]);
  return { of, dismiss, undo };
}

async function dismissAt(key: string, save: () => Promise<{ interactionId: string }>) {
  put(key, {});
  try {
    const { interactionId } = await save();
    put(key, { interactionId });
  } catch {
    put(key, undefined);
    say('That could not be saved. Try again.');
  }
}

async function undoAt(key: string, remove: (interactionId: string) => Promise<unknown>) {
  const dismissal = all.get(key);
  if (!dismissal?.interactionId) return;
  put(key, undefined);
  try {
    await remove(dismissal.interactionId);
  } catch {
    put(key, dismissal);
    say('That could not be undone. Try again.');
  }
}
