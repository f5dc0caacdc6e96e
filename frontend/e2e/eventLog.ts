import type { BrowserContext, Route } from '@playwright/test';
import type { components } from '../src/lib/api/schema';
import { expect } from './app';

type ShopEvent = components['schemas']['Event'];

const sendIntervalMs = 5_000; // how long the app lets events wait

/** An EventLog collects the events that the app sends. It replaces the clock of the pages, so that a test can skip waits. */
export class EventLog {
  /** every batch that left the browser, also those that it sent again */
  readonly batches: ShopEvent[][] = [];
  /** the number of events of each answered batch that the API did not know */
  readonly added: number[] = [];
  /** decides what happens to a request, instead of passing it on */
  intercept: ((route: Route) => Promise<void>) | undefined;

  private constructor(private readonly context: BrowserContext) {}

  static async of(context: BrowserContext): Promise<EventLog> {
    const log = new EventLog(context);
    await context.clock.install();
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

  /** skip moves the clock of the pages forward. */
  skip = (ms: number): Promise<void> => this.context.clock.fastForward(ms);

  /** until waits for an event that matches and returns the first one. It skips the time that the app lets events wait. */
  async until(name: ShopEvent['name'], matches: (event: ShopEvent) => boolean = () => true): Promise<ShopEvent> {
    const found = () => this.of(name).find(matches);
    const next = async () => {
      if (!found()) await this.skip(sendIntervalMs);
      return found() !== undefined;
    };
    await expect.poll(next, { message: `no event ${name}` }).toBe(true);
    return found()!;
  }
}
