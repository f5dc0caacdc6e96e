import { createHash } from 'node:crypto';
import { Refusal, type Call, type Reply } from './api.ts';

type Event = Call<'POST /api/events'>['body']['events'][number];

/** FakeEvents keeps the events that the app reports. Like the real API, it counts an event once. */
export class FakeEvents {
  /** every batch as it arrived, also those that arrived twice */
  readonly batches: Event[][] = [];
  private readonly byId = new Map<string, Event>();

  /** all returns the different events in the order in which they arrived. */
  all = (): Event[] => [...this.byId.values()];

  add({ body: { events } }: Call<'POST /api/events'>): Reply<'POST /api/events'> {
    if (events.length === 0 || events.length > 50) throw new Refusal(400, 'not 1 to 50 events', { field: 'events' });
    this.batches.push(events);
    const added = events.filter(({ eventId }) => !this.byId.has(eventId));
    for (const event of added) this.byId.set(event.eventId, event);
    return { status: 'ok', added: added.length };
  }
}

/** origin says which version of the fake index answered, and how. */
export const origin = (ranker: 'interests' | 'hybrid' | 'nearest' | 'popular') => ({ snapshot: 'fake-1', ranker });

/** hashOf returns the hash of a query. It differs from the real API's, which also ignores accents and punctuation. */
export const hashOf = (query: string): string =>
  createHash('sha256').update(query.trim().toLowerCase().replace(/\s+/g, ' ')).digest('hex').slice(0, 16);
