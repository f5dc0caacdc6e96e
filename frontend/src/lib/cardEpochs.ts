import { useSyncExternalStore } from 'react';
import { forget, remember, remembered } from '@/lib/remember';

// Which picks a card shows. Every search, opened product or dismissal begins a new epoch, and a card
// asks for the picks of its epoch: the latest, unless the shopper is looking at it. What lies before
// their eyes stays, so that they can open one product, come back, and compare the other two.

type Steering = { epoch: number; shown: { slot: number; epoch: number } | null };

let state: Steering = { epoch: 0, shown: null };
const listeners = new Set<() => void>();

function set(next: Steering) {
  state = next;
  for (const listener of listeners) listener();
}

const SHOWS = 'card-shows';
const MOST_SHOWS = 1000; // that the API takes

/** cardShows is how often the shopper saw a card since something last steered: the shop moves on from what was seen twice. */
export const cardShows = (): number => remembered<number>(SHOWS, SHOWS) ?? 0;

/** steer says that something was logged or removed that changes what the next card should hold. */
export function steer({ keepShown }: { keepShown: boolean }): void {
  forget(SHOWS);
  set({ epoch: state.epoch + 1, shown: keepShown ? state.shown : null });
}

/** showCard says that the card at a slot is before the shopper's eyes; null says that none is. */
export function showCard(slot: number | null): void {
  if (state.shown?.slot === (slot ?? undefined)) return;
  if (slot === null && state.shown === null) return;
  if (slot !== null) remember(SHOWS, SHOWS, Math.min(cardShows() + 1, MOST_SHOWS));
  set({ ...state, shown: slot === null ? null : { slot, epoch: state.epoch } });
}

/** refreshCard lets the card before the shopper's eyes take the latest picks. */
export function refreshCard(): void {
  if (state.shown) set({ ...state, shown: { ...state.shown, epoch: state.epoch } });
}

/** epochOf is the epoch whose picks the card at a slot shows. */
export const epochOf = (slot: number) => (state.shown?.slot === slot ? state.shown.epoch : state.epoch);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** useCardEpoch gives the epoch whose picks the card at a slot shows, and whether newer ones could be had. */
export function useCardEpoch(slot: number): { epoch: number; outdated: boolean } {
  const epoch = useSyncExternalStore(subscribe, () => epochOf(slot));
  const outdated = useSyncExternalStore(subscribe, () => epochOf(slot) < state.epoch);
  return { epoch, outdated };
}
