import type { Filters, Interaction, Product, Recommendation } from '@/lib/api/types';
import { dispatch, Refusal, type Call, type Handlers, type Reply } from './api.ts';
import { canBeBought } from '../../src/lib/availability.ts';
import { FakeBaskets } from './basket.ts';
import { FakeEvents, hashOf, origin } from './events.ts';
import { FakeConsole } from './console.ts';
import { cardOf, demoCatalog, groupOf } from './catalog.ts';
import { cached, FakePosts } from './posts.ts';
import { correct, fitsPrice, fitsRating, parseFilters } from './filters.ts';
import { categoriesOf, nearest, popular } from './nearest.ts';
import { reasonOf } from './reasons.ts';
import { suggest } from './suggest.ts';
import { claimsIn, uidIn } from './token.ts';

type Fault = { status: number; times: number; retryAfter?: number } | 'network';

/**
 * FakeShop is an in-memory API with the rules of the real API. It keeps a history for every user and bases
 * cards on the latest three searches and clicks.
 */
export class FakeShop {
  readonly products: Product[];
  /** the products that cards and lists of similar products may contain */
  private readonly recommendable: Product[];
  /** all requests so far, such as "POST /api/search" */
  calls: string[] = [];
  /** the milliseconds before each response */
  delay = 0;
  /** makes cards fall back to popular products */
  historyUnavailable = false;
  /** called when a user's account is deleted */
  onDeleteAccount: (uid: string) => void = () => undefined;
  readonly console: FakeConsole;
  private readonly posts = new FakePosts();
  readonly baskets = new FakeBaskets((id) => this.products.find((p) => p.productId === id));
  readonly events = new FakeEvents();
  private readonly logs = new Map<string, Interaction[]>();
  private readonly filters = new Map<string, Filters>(); // by the ID of the search
  private readonly faults = new Map<string, Fault>();
  private nextId = 1;

  private readonly handlers: Handlers = {
    'POST /api/search': (call) => this.search(call),
    'POST /api/click': ({ uid, body }) => this.record(uid, 'click', body.productId),
    'POST /api/dismiss': ({ uid, body }) => this.record(uid, 'dismiss', body.productId),
    'GET /api/product/{productId}': ({ path }) => this.product(path.productId),
    'GET /api/similar/{productId}': (call) => this.similar(call),
    'GET /api/categories': ({ query }) => ({ categories: categoriesOf(this.recommendable, query.limit ?? 20) }),
    'GET /api/suggest': (call) => this.suggest(call),
    'GET /api/recommend/{userId}': (call) => this.card(call),
    'GET /api/posts': (call) => this.posts.page(call),
    'GET /api/posts/{postId}': ({ path }) => this.posts.get(path.postId),
    'GET /api/popular': ({ query }) => ({ products: this.recommend('', query.limit ?? 3), ...origin('popular') }),
    'POST /api/events': (call) => this.events.add(call),
    'GET /api/basket': ({ uid }) => this.baskets.read(uid),
    'POST /api/basket': (call) => this.baskets.change(call),
    'POST /api/purchases': (call) => this.order(call),
    'GET /api/history': (call) => this.history(call),
    'DELETE /api/history': (call) => this.clear(call),
    'DELETE /api/history/{interactionId}': ({ uid, path }) => this.keep(uid, (x) => x.id !== path.interactionId),
    'POST /api/account/merge': ({ uid, body }) => this.merge(uid, body.token),
    'DELETE /api/account': ({ uid }) => {
      this.onDeleteAccount(uid);
      return this.keep(uid, () => false);
    },
  };
  constructor(products: Product[] = demoCatalog()) {
    this.products = [...products]; // tests change it
    this.console = new FakeConsole(this.products);
    this.recommendable = products.filter((p) => canBeBought(p) && !p.adult);
  }

  /** fail makes requests with the path prefix fail, either with a status for a number of times or with a network error. null stops the failures. */
  fail(path: string, fault: Fault | null): void {
    if (fault) this.faults.set(path, fault);
    else this.faults.delete(path);
  }

  /** log adds an interaction to a user's history. */
  log(uid: string, entry: Pick<Interaction, 'type'> & Partial<Interaction>): Interaction {
    const title = this.products.find((p) => p.productId === entry.productId)?.title;
    const n = this.nextId++;
    const full: Interaction = {
      id: `i${n}`,
      createdAt: new Date(Date.now() + n).toISOString(),
      steers: false,
      ...(title && { title }),
      ...entry,
    };
    this.logs.set(uid, [full, ...this.logOf(uid)]);
    return full;
  }

  /** logOf returns a user's history, newest first. */
  logOf(uid: string): Interaction[] {
    return this.logs.get(uid) ?? [];
  }

  /** handle returns the response to a request. It rejects on a network error. */
  async handle(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    this.calls.push(`${request.method} ${pathname}`);
    if (this.delay) await new Promise((done) => setTimeout(done, this.delay));
    const fault = this.faultAt(pathname);
    if (fault === 'network') throw new TypeError('Failed to fetch');
    try {
      if (fault) throw new Refusal(fault.status, 'internal error', fault);
      const authorization = request.headers.get('Authorization');
      if (pathname.startsWith('/api/admin/')) return await this.console.handle(request, claimsIn(authorization));
      const uid = authorization === null && needsNoAccount.test(pathname) ? '' : uidIn(authorization);
      if (uid === undefined) throw new Refusal(401, 'no valid token');
      return cached(await dispatch(this.handlers, request, uid), pathname);
    } catch (error) {
      if (error instanceof Refusal) return error.response();
      throw error;
    }
  }

  private faultAt(path: string): Fault | undefined {
    for (const [prefix, fault] of this.faults) {
      if (!path.startsWith(prefix)) continue;
      if (fault === 'network') return fault;
      if (fault.times-- > 0) return fault;
    }
    return undefined;
  }

  private search({ uid, body }: Call<'POST /api/search'>): Reply<'POST /api/search'> {
    const { query: typed, limit = 5, ignore = [], asTyped } = body;
    if (!typed.trim()) throw new Refusal(400, 'query is empty', { field: 'query' });
    const query = asTyped ? typed : correct(typed);
    const corrected = query === typed ? {} : { corrected: query };
    const id = uid && this.log(uid, { type: 'search', query: typed, ...corrected }).id;
    const understood = parseFilters(query, ignore);
    this.filters.set(id, understood);
    const candidates = this.products.filter((p) => fitsPrice(understood, p) && fitsRating(understood, p) && !p.adult);
    const products = nearest(candidates, query, limit).map(cardOf);
    if (understood.order === 'cheapest') products.sort((a, b) => (a.price?.amount ?? Infinity) - (b.price?.amount ?? Infinity));
    const dismissed = this.dismissedGroups(uid);
    const marked = products.map((p) => (dismissed.has(groupOf(p)) ? { ...p, dismissed: true } : p));
    marked.sort((a, b) => Number(a.dismissed ?? false) - Number(b.dismissed ?? false));
    return {
      products: marked,
      interactionId: id,
      understood,
      queryHash: hashOf(query),
      ...origin('hybrid'),
      ...(query !== typed && { corrected: { from: typed, to: query } }),
      ...(query.startsWith('quantum') && { closest: true }), // a word that this shop knows nothing about
    };
  }

  private dismissedGroups(uid: string): Set<string> {
    const dismissals = this.logOf(uid).filter((x) => x.type === 'dismiss');
    return new Set(dismissals.map((x) => this.groupOf(x.productId)));
  }

  private record(uid: string, type: 'click' | 'dismiss', productId: string): Reply<'POST /api/click' | 'POST /api/dismiss'> {
    this.product(productId);
    return { status: 'ok', interactionId: this.log(uid, { type, productId }).id };
  }

  private order({ uid, body }: Call<'POST /api/purchases'>): Reply<'POST /api/purchases'> {
    if (body.userId !== uid) throw new Refusal(403, 'not your order');
    const ids = body.items.map(({ productId, quantity }) => this.log(uid, { type: 'purchase', productId, quantity }).id);
    this.baskets.ordered(uid, body.items);
    return { status: 'ok', interactionIds: ids };
  }

  private product(productId: string): Reply<'GET /api/product/{productId}'> {
    const product = this.products.find((p) => p.productId === productId);
    if (!product) throw new Refusal(404, `product ${productId} not found`);
    const { itemGroupId } = product;
    const variants = itemGroupId && this.products.filter((p) => p.itemGroupId === itemGroupId).map(cardOf);
    return variants ? { ...product, variants } : product;
  }

  private similar({ uid, path, query }: Call<'GET /api/similar/{productId}'>): Reply<'GET /api/similar/{productId}'> {
    const product = this.product(path.productId);
    const excluded = this.dismissedGroups(uid).add(groupOf(product));
    const products = nearest(this.recommendable, product.title, query.limit ?? 20, excluded).map(cardOf);
    return { products, ...origin('nearest') };
  }

  private suggest({ query: { q, limit = 8 } }: Call<'GET /api/suggest'>): Reply<'GET /api/suggest'> {
    if (!q.trim()) throw new Refusal(400, 'q is empty', { field: 'q' });
    return { suggestions: suggest(this.recommendable, q, limit) };
  }

  private card({ uid, path, query }: Call<'GET /api/recommend/{userId}'>): Reply<'GET /api/recommend/{userId}'> {
    if (path.userId !== uid) throw new Refusal(403, 'not your card');
    const { limit = 20, seen = 0 } = query;
    if (this.historyUnavailable) return { products: this.recommend('', limit), fallback: 'popular', ...origin('popular') };
    const skip = limit * Math.floor(seen / 2); // after two views, a card shows the next best products
    const next = this.recommend(uid, skip + limit).slice(skip);
    return { products: next.length === limit ? next : this.recommend(uid, limit), ...origin('interests') };
  }

  // recommend alternates between the products nearest to each influence and adds popular products if there are too few.
  private recommend(uid: string, n: number): Recommendation[] {
    const excluded = new Set(
      this.logOf(uid)
        .filter((x) => x.type !== 'search')
        .map((x) => this.groupOf(x.productId)),
    );
    const lists = this.influences(uid).map((x) =>
      nearest(this.candidates(x), x.query ?? x.title ?? '', n + 3, excluded).map((p) => ({ ...cardOf(p), reason: reasonOf(x) })),
    );
    const picks = new Map<string, Recommendation>();
    for (let i = 0; i < n + 3; i++)
      for (const list of lists)
        if (list[i] && picks.size < n && !picks.has(list[i]!.productId)) picks.set(list[i]!.productId, list[i]!);
    for (const p of popular(this.recommendable, n * 3, excluded))
      if (picks.size < n && !picks.has(p.productId)) picks.set(p.productId, { ...cardOf(p), reason: { type: 'popular' } });
    return [...picks.values()];
  }

  private groupOf(productId = ''): string {
    return groupOf(this.products.find((p) => p.productId === productId) ?? { productId });
  }

  private influences(uid: string): Interaction[] {
    return this.logOf(uid)
      .filter((x) => x.type !== 'dismiss')
      .slice(0, 3);
  }

  private candidates({ id }: Interaction): Product[] {
    const filters = this.filters.get(id);
    return filters ? this.recommendable.filter((p) => fitsPrice(filters, p)) : this.recommendable;
  }

  private history({ uid, query }: Call<'GET /api/history'>): Reply<'GET /api/history'> {
    const { limit = 20, cursor = '0' } = query;
    const end = Number(cursor) + limit;
    const log = this.logOf(uid);
    const influences = new Set(this.influences(uid).map((x) => x.id));
    return {
      interactions: log.slice(Number(cursor), end).map((x) => ({ ...x, steers: influences.has(x.id) })),
      ...(end < log.length && { nextCursor: String(end) }),
    };
  }

  private clear({ uid, query }: Call<'DELETE /api/history'>): Reply<'DELETE /api/history'> {
    return this.keep(uid, (x) => query.type !== undefined && x.type !== query.type);
  }

  private merge(uid: string, token: string): { status: 'ok' } {
    const guest = uidIn(`Bearer ${token}`);
    if (!guest || guest === uid) throw new Refusal(400, 'token is not valid', { field: 'token' });
    this.logs.set(uid, [...this.logOf(guest), ...this.logOf(uid)]);
    this.onDeleteAccount(guest);
    return this.keep(guest, () => false);
  }

  private keep(uid: string, kept: (x: Interaction) => boolean): { status: 'ok' } {
    this.logs.set(uid, this.logOf(uid).filter(kept));
    return { status: 'ok' };
  }
}

const needsNoAccount = /^\/api\/(popular|posts|posts\/.*|search|suggest|categories|product\/.*|similar\/.*)$/;
