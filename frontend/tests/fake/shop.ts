import type { Interaction, Product, Recommendation, Filters, FilterKind } from '@/lib/api/types';
import { cardOf, demoCatalogue } from './catalogue.ts';
import { categoriesOf, nearest, popular } from './nearest.ts';
import { suits, understoodOf } from './understood.ts';

type Body = { query?: string; productId?: string; limit?: number; ignore?: FilterKind[] };
type Fault = { status: number; times: number; retryAfter?: number } | 'network';

/**
 * FakeShop answers the API from memory, by the rules of the real one: it keeps a log for every
 * shopper, and a card follows their latest three searches and clicks. Tests use it below the network.
 */
export class FakeShop {
  readonly products: Product[];
  /** every call that came, as "POST /api/search" */
  calls: string[] = [];
  /** milliseconds that every answer takes */
  delay = 0;
  /** the log cannot be read, so that cards are popular ones and say so */
  logIsAway = false;
  /** called when a shopper's account is deleted */
  onEnd: (uid: string) => void = () => undefined;
  private readonly logs = new Map<string, Interaction[]>();
  private readonly wishes = new Map<string, Filters>(); // of logged searches, by their IDs
  private readonly faults = new Map<string, Fault>();
  private made = 0;

  constructor(products: Product[] = demoCatalogue()) {
    this.products = products;
  }

  /** fail makes the calls whose path begins so fail: with a status, so many times, or as if the network were gone. */
  fail(path: string, fault: Fault | null): void {
    if (fault) this.faults.set(path, fault);
    else this.faults.delete(path);
  }

  /** log writes an interaction as if it had come through the API. */
  log(uid: string, entry: Pick<Interaction, 'type'> & Partial<Interaction>): Interaction {
    const title = this.products.find((p) => p.productId === entry.productId)?.title;
    const full: Interaction = {
      id: `i${++this.made}`,
      createdAt: new Date(Date.now() + this.made).toISOString(),
      steers: false,
      ...(title && { title }),
      ...entry,
    };
    this.logs.set(uid, [full, ...this.logOf(uid)]);
    return full;
  }

  logOf(uid: string): Interaction[] {
    return this.logs.get(uid) ?? [];
  }

  /** handle answers one request. It rejects where the network is said to be gone. */
  async handle(request: Request): Promise<Response> {
    const url = new URL(request.url);
    this.calls.push(`${request.method} ${url.pathname}`);
    if (this.delay) await new Promise((done) => setTimeout(done, this.delay));
    const fault = this.faultAt(url.pathname);
    if (fault === 'network') throw new TypeError('Failed to fetch');
    if (fault) return problem(fault.status, 'internal error', undefined, fault.retryAfter);
    const uid = uidIn(request.headers.get('Authorization'));
    if (!uid) return problem(401, 'no valid token');
    const body = request.method === 'POST' ? ((await request.json()) as Body) : {};
    return this.answer(request.method, url, uid, body);
  }

  private faultAt(path: string): Fault | undefined {
    for (const [prefix, fault] of this.faults) {
      if (!path.startsWith(prefix)) continue;
      if (fault === 'network') return fault;
      if (fault.times-- > 0) return fault;
    }
    return undefined;
  }

  private answer(method: string, url: URL, uid: string, body: Body): Response {
    const [, , name, id = ''] = url.pathname.split('/').map(decodeURIComponent);
    const limit = Number(url.searchParams.get('limit') ?? 20);
    switch (`${method} ${name}`) {
      case 'POST search':
        return this.search(uid, body.query ?? '', body.limit ?? 5, body.ignore ?? []);
      case 'POST click':
      case 'POST dismiss':
        return this.record(uid, name as 'click' | 'dismiss', body.productId ?? '');
      case 'GET product':
        return this.withProduct(id, (p) => json(p));
      case 'GET similar':
        return this.withProduct(id, (p) => json({ products: nearest(this.products, p.title, limit, new Set([id])).map(cardOf) }));
      case 'GET categories':
        return json({ categories: categoriesOf(this.products, limit) });
      case 'GET recommend':
        if (id !== uid) return problem(403, 'not your card');
        if (this.logIsAway) return json({ products: this.recommend('', limit), fallback: 'popular' });
        return json({ products: this.card(uid, limit, Number(url.searchParams.get('seen'))) });
      case 'GET history':
        return this.history(uid, limit, Number(url.searchParams.get('cursor') ?? 0));
      case 'DELETE history':
        return this.remove(uid, id);
      case 'DELETE account':
        this.onEnd(uid);
        return this.remove(uid, '');
    }
    return problem(404, 'no such call');
  }

  private search(uid: string, query: string, limit: number, ignore: readonly FilterKind[]): Response {
    if (!query.trim()) return problem(400, 'query is empty', 'query');
    const { id } = this.log(uid, { type: 'search', query });
    const understood = understoodOf(query, ignore);
    this.wishes.set(id, understood);
    const fitting = this.products.filter((p) => suits(understood, p));
    return json({ products: nearest(fitting, query, limit).map(cardOf), interactionId: id, understood });
  }

  private record(uid: string, type: 'click' | 'dismiss', productId: string): Response {
    return this.withProduct(productId, () => json({ status: 'ok', interactionId: this.log(uid, { type, productId }).id }));
  }

  private withProduct(id: string, then: (product: Product) => Response): Response {
    const product = this.products.find((p) => p.productId === id);
    return product ? then(product) : problem(404, `product ${id} not found`);
  }

  // card moves on to the next best once it was seen twice.
  private card(uid: string, n: number, seen: number): Recommendation[] {
    const from = n * Math.floor(seen / 2);
    const next = this.recommend(uid, from + n).slice(from);
    return next.length === n ? next : this.recommend(uid, n);
  }

  private recommend(uid: string, n: number): Recommendation[] {
    const log = this.logOf(uid);
    const out = new Set(log.filter((x) => x.type !== 'search').map((x) => x.productId ?? ''));
    const steering = log.filter((x) => x.type !== 'dismiss').slice(0, 3);
    const lists = steering.map((x) =>
      nearest(this.fitting(x), x.query ?? x.title ?? '', n + 3, out).map((p): Recommendation => ({
        ...cardOf(p),
        reason: reasonOf(x),
      })),
    );
    const picks = new Map<string, Recommendation>();
    for (let i = 0; i < n + 3; i++)
      for (const list of lists)
        if (list[i] && picks.size < n && !picks.has(list[i]!.productId)) picks.set(list[i]!.productId, list[i]!);
    for (const p of popular(this.products, n * 3, out))
      if (picks.size < n && !picks.has(p.productId)) picks.set(p.productId, { ...cardOf(p), reason: { type: 'popular' } });
    return [...picks.values()];
  }

  private fitting({ id }: Interaction): Product[] {
    const wish = this.wishes.get(id);
    return wish ? this.products.filter((p) => suits(wish, p)) : this.products;
  }

  private history(uid: string, limit: number, from: number): Response {
    const log = this.logOf(uid);
    const steering = new Set(
      log
        .filter((x) => x.type !== 'dismiss')
        .slice(0, 3)
        .map((x) => x.id),
    );
    const interactions = log.slice(from, from + limit).map((x) => ({ ...x, steers: steering.has(x.id) }));
    return json({ interactions, ...(from + limit < log.length && { nextCursor: String(from + limit) }) });
  }

  private remove(uid: string, id: string): Response {
    this.logs.set(uid, id ? this.logOf(uid).filter((x) => x.id !== id) : []);
    return json({ status: 'ok' });
  }
}

const reasonOf = (x: Interaction): Recommendation['reason'] =>
  x.type === 'search'
    ? { type: 'search', interactionId: x.id, query: x.query ?? '' }
    : { type: 'click', interactionId: x.id, productId: x.productId ?? '', ...(x.title && { title: x.title }) };

const json = (body: unknown) => Response.json(body, { headers: { 'Cache-Control': 'no-store' } });

function problem(status: number, detail: string, field?: string, retryAfter?: number): Response {
  const body = { type: 'about:blank', title: `status ${status}`, status, detail, instance: 'req-1', ...(field && { field }) };
  const headers = { 'Content-Type': 'application/problem+json', ...(retryAfter && { 'Retry-After': String(retryAfter) }) };
  return new Response(JSON.stringify(body), { status, headers });
}

/** uidIn is the shopper whose token a request carries. */
export function uidIn(authorization: string | null): string | undefined {
  const payload = /^Bearer [^.]+\.([^.]+)\./.exec(authorization ?? '')?.[1];
  return payload && (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub?: string }).sub;
}
