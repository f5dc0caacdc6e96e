import type { APIRequestContext } from '@playwright/test';
import type { components } from '../src/lib/api/schema';
import { expect } from './app';
import { authEmulator } from './authEmulator';

type Schemas = components['schemas'];
type ShopEvent = Schemas['Event'];
type Arms = Record<string, string>;

/** An ApiShopper is an anonymous shopper who calls the API without the app, so that many of them take little time. */
export class ApiShopper {
  private constructor(
    private readonly request: APIRequestContext,
    private readonly id: string,
    private readonly token: string,
  ) {}

  /** signUp makes a new account. */
  static async signUp(request: APIRequestContext): Promise<ApiShopper> {
    const { url } = await authEmulator(request);
    const answer = await request.post(`${url}/identitytoolkit.googleapis.com/v1/accounts:signUp?key=e2e`, {
      data: { returnSecureToken: true },
    });
    const { localId, idToken } = (await answer.json()) as { localId: string; idToken: string };
    return new ApiShopper(request, localId, idToken);
  }

  /** search searches, and reports what the app would report. It returns the number of results. */
  async search(query: string): Promise<number> {
    const { queryHash, products } = await this.answerTo(query);
    const results = products.length;
    await this.report([
      { name: 'search', queryHash },
      { name: 'view_search_results', queryHash, results },
    ]);
    return results;
  }

  /** arms returns the shopper's arms as each function knows them that shows products from a ranking. */
  async arms(): Promise<Arms[]> {
    const card = await this.call<Schemas['RecommendResponse']>('GET', `recommend/${this.id}`);
    const found = await this.answerTo('tent');
    return [card.experiments ?? {}, found.experiments ?? {}];
  }

  private answerTo = (query: string) => this.call<Schemas['SearchResponse']>('POST', 'search', { query, limit: 12 });

  private async report(events: Omit<ShopEvent, 'eventId' | 'ageMs'>[]): Promise<void> {
    const complete = events.map((event) => ({ ...event, eventId: crypto.randomUUID(), ageMs: 0 }));
    await this.call('POST', 'events', { events: complete });
  }

  private async call<Answer>(method: 'GET' | 'POST', path: string, data?: object): Promise<Answer> {
    const headers = { Authorization: `Bearer ${this.token}` };
    const answer = await this.request.fetch(`/api/${path}`, { method, headers, ...(data && { data }) });
    expect(answer.status(), `${method} /api/${path}: ${await answer.text()}`).toBe(200);
    return (await answer.json()) as Answer;
  }
}
