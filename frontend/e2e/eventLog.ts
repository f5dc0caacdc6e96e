import type { BrowserContext, Route } from '@playwright/test';
import type { components } from '../src/lib/api/schema';
import { expect } from './app';

type ShopEvent = components['schemas']['Event'];

/** An EventLog collects the events that the app sends. */
export class EventLog {
  /** every batch that left the browser, also those that it sent again */
  readonly batches: ShopEvent[][] = [];
  /** the number of events of each answered batch that the API did not know */
  readonly added: number[] = [];
  /** decides what happens to a request, instead of passing it on */
  intercept: ((route: Route) => Promise<void>) | undefined;

  static async of(context: BrowserContext): Promise<EventLog> {
    const log = new EventLog();
    await context.route('**/api/events', (route) => log.handle(route));
    return log;
  }

  private async handle(route: Route): Promise<void> {
    this.batches.push((route.request().postDataJSON() as { events: ShopEvent[] }).events);
    if (this.intercept) return this.intercept(route);
    const response = await route.fetch();
    this.added.push(((await response.json()) as { added: number }).added);
    await route.fulfill({ response });
  }

  /** all returns the different events in the order in which they were sent. */
  all(): ShopEvent[] {
    return [...new Map(this.batches.flat().map((event) => [event.eventId, event])).values()];
  }

  of = (name: ShopEvent['name']): ShopEvent[] => this.all().filter((event) => event.name === name);

  /** until waits for an event and returns the first of its name. The app sends events every few seconds. */
  async until(name: ShopEvent['name']): Promise<ShopEvent> {
    await expect.poll(() => this.of(name).length, { message: `no event ${name}` }).toBeGreaterThan(0);
    return this.of(name)[0]!;
  }
}
