import { useSyncExternalStore } from 'react';
import { say } from '@/components/toast';
import { useDismiss } from '@/lib/requests/dismiss';
import { useRemoveInteractions } from '@/lib/requests/removeInteraction';

// What was dismissed on which card. A card keeps its rows, so that nothing moves under the shopper's
// finger: a dismissed one says so and can be taken back. Picks of a new epoch start clean.

/** A dismissal is underway until the log has given it an ID. */
export type Dismissal = { interactionId?: string };

const all = new Map<string, Dismissal>();
const listeners = new Set<() => void>();
let version = 0;

function put(key: string, dismissal: Dismissal | undefined) {
  if (dismissal) all.set(key, dismissal);
  else all.delete(key);
  version++;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useDismissals gives what was dismissed on one card, and the ways to dismiss a product and to take that back. */
export function useDismissals(slot: number, epoch: number) {
  useSyncExternalStore(subscribe, () => version);
  const dismissing = useDismiss();
  const removing = useRemoveInteractions({ keepShown: true });
  const key = (productId: string) => `${slot}/${epoch}/${productId}`;

  const dismiss = async (productId: string) => {
    put(key(productId), {});
    try {
      const { interactionId } = await dismissing.mutateAsync(productId);
      put(key(productId), { interactionId });
    } catch {
      put(key(productId), undefined);
      say('That could not be saved. Try again.');
    }
  };
  const undo = async (productId: string) => {
    const dismissal = all.get(key(productId));
    if (!dismissal?.interactionId) return;
    put(key(productId), undefined);
    try {
      await removing.mutateAsync([dismissal.interactionId]);
    } catch {
      put(key(productId), dismissal);
      say('That could not be undone. Try again.');
    }
  };
  return { of: (productId: string) => all.get(key(productId)), dismiss, undo };
}
