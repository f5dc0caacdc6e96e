import { createPersonalStore } from './personalData';
import { useStore } from './store';

// An epoch begins with every search, opened product or dismissal. A card shows the picks of the latest
// epoch, except the visible card: it keeps its picks, so that the shopper can open one product, come
// back, and compare the other two.

export type Epochs = { latest: number; visible: { slot: number; epoch: number } | null };

const epochs = createPersonalStore<Epochs>({ latest: 0, visible: null });

const views = createPersonalStore(0, {
  area: 'session',
  key: 'card-views',
  isValid: (value): value is number => typeof value === 'number',
});
const maxViews = 1000; // the largest value that the API accepts

/** cardViews returns how often the shopper has seen a card in this epoch. The API uses it to vary repeated cards. */
export const cardViews = (): number => views.get();

/** startEpoch makes cards ask for new picks; keepVisible leaves the visible card as it is. */
export function startEpoch({ keepVisible }: { keepVisible: boolean }): void {
  const { latest, visible } = epochs.get();
  views.reset();
  epochs.set({ latest: latest + 1, visible: keepVisible ? visible : null });
}

/** setVisibleCard records the slot of the card on screen, or null if there is none, and counts a view. */
export function setVisibleCard(slot: number | null): void {
  const { latest, visible } = epochs.get();
  if (slot === (visible?.slot ?? null)) return;
  if (slot !== null) views.set(Math.min(views.get() + 1, maxViews));
  epochs.set({ latest, visible: slot === null ? null : { slot, epoch: latest } });
}

/** refreshVisibleCard moves the visible card to the latest epoch. */
export function refreshVisibleCard(): void {
  const { latest, visible } = epochs.get();
  if (visible) epochs.set({ latest, visible: { ...visible, epoch: latest } });
}

const epochIn = ({ latest, visible }: Epochs, slot: number) => (visible?.slot === slot ? visible.epoch : latest);

/** epochOf returns the epoch of the card at a slot. */
export const epochOf = (slot: number) => epochIn(epochs.get(), slot);

/** useCardEpoch returns the epoch of the card at a slot, and whether a later one has begun. */
export function useCardEpoch(slot: number): { epoch: number; outdated: boolean } {
  const epoch = useStore(epochs, (now) => epochIn(now, slot));
  const outdated = useStore(epochs, (now) => epochIn(now, slot) < now.latest);
  return { epoch, outdated };
}

/** picksFamily is the first element of the query keys of all cards' picks. */
export const picksFamily = 'recommend';

/** picksKey is the query key of the picks of the card at a slot, in an epoch. */
export const picksKey = (slot: number, epoch: number) => [picksFamily, slot, epoch] as const;

/** currentEpochs returns the latest epoch, and that of the visible card. */
export const currentEpochs = (): Epochs => epochs.get();

/** resumeEpochs continues with the epochs of an earlier page. */
export const resumeEpochs = (earlier: Epochs): void => epochs.set(earlier);
