import { bytesOf, type NewEvent, type ShopEvent } from './event';
import { createTabStore } from './tabStore';

// The events that the API has not received yet. They wait in local storage, so that they survive a closed page and a time
// without a network. A batch never changes: the API recognizes it by its events and counts it once, however often it arrives.

/** A Waiting event has the time at which it happened. Its age follows when it is sent. */
export type Waiting = { at: number; event: Omit<ShopEvent, 'ageMs'>; showing?: string };

type Outbox = { open: Waiting[]; batches: Waiting[][] };

const maxEvents = 50; // of a batch, as in the API
const maxItems = 50; // of an event, as in the API
const maxBytes = 32_000; // of a batch; the browser allows 64 kB for requests that outlive their page
const maxBatches = 20; // the oldest go first
const maxAgeMs = 7 * 86_400_000 - 60_000; // the API's limit, with time to send

const empty: Outbox = { open: [], batches: [] };
const isOutbox = (value: unknown): value is Outbox =>
  typeof value === 'object' && value !== null && 'open' in value && 'batches' in value;

const outbox = createTabStore('events', empty, isOutbox);

/** add puts an event into the open batch. Impressions of the same showing become one event. */
export function add({ eventId = crypto.randomUUID(), ...event }: NewEvent, showing?: string): void {
  const { open, batches } = outbox.get();
  const same = open.find((other) => showing !== undefined && other.showing === showing && hasRoom(other, event));
  if (same) {
    outbox.set({ open: open.map((other) => (other === same ? withItems(other, event) : other)), batches });
    return;
  }
  const waiting: Waiting = { at: Date.now(), event: { ...event, eventId }, ...(showing && { showing }) };
  const isFull = open.length >= maxEvents || sizeOf([...open, waiting]) > maxBytes;
  outbox.set(isFull ? { open: [waiting], batches: bounded([...batches, open]) } : { open: [...open, waiting], batches });
}

const hasRoom = (waiting: Waiting, event: Pick<NewEvent, 'items'>) =>
  (waiting.event.items?.length ?? 0) + (event.items?.length ?? 0) <= maxItems;

const withItems = (waiting: Waiting, { items = [] }: Pick<NewEvent, 'items'>): Waiting => ({
  ...waiting,
  event: { ...waiting.event, items: [...(waiting.event.items ?? []), ...items] },
});

const sizeOf = (batch: Waiting[]) => bytesOf(JSON.stringify(batch));

const bounded = (batches: Waiting[][]) => batches.filter((batch) => batch.length > 0).slice(-maxBatches);

/** seal closes the open batch and returns all batches, oldest first, without those that are too old for the API. */
export function seal(): Waiting[][] {
  const { open, batches } = outbox.get();
  const oldest = Date.now() - maxAgeMs;
  const isFresh = ({ at }: Waiting) => at > oldest;
  const sealed = bounded([...batches.filter((batch) => batch.every(isFresh)), open.filter(isFresh)]);
  if (open.length > 0 || sealed.length < batches.length) save({ open: [], batches: sealed });
  return sealed;
}

/** remove forgets a batch. Another tab may have changed the others in the meantime. */
export function remove(batch: Waiting[]): void {
  const id = idOf(batch);
  const { open, batches } = outbox.get();
  save({ open, batches: batches.filter((other) => idOf(other) !== id) });
}

function save(next: Outbox): void {
  if (next.open.length === 0 && next.batches.length === 0) outbox.reset();
  else outbox.set(next);
}

const idOf = (batch: Waiting[]) => batch[0]?.event.eventId;

/** isEmpty reports whether nothing waits. */
export const isEmpty = (): boolean => outbox.get().open.length === 0 && outbox.get().batches.length === 0;

/** clear forgets all waiting events. */
export const clear = (): void => outbox.reset();

/** aged returns the events of a batch with their ages at this moment. */
export const aged = (batch: Waiting[]): ShopEvent[] =>
  batch.map(({ at, event }) => ({ ...event, ageMs: Math.max(0, Date.now() - at) }));
