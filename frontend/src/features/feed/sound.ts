import { useSyncExternalStore } from 'react';

let muted = true; // browsers play nothing aloud before the shopper has asked for it
const listeners = new Set<() => void>();

/** setMuted turns the feed's sound off or on, for all its videos. */
export function setMuted(next: boolean): void {
  muted = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useMuted says whether the feed is muted. */
export const useMuted = () => useSyncExternalStore(subscribe, () => muted);
