import type { Product } from '@/lib/api/types';
import type {
  Change,
  Experiment,
  Rule,
  Dimension,
  IndexVersion,
  LiveEvent,
  Member,
  ProductEdit,
  Role,
  SearchRow,
  Status,
} from '@/console/lib/types';
import { dispatch, Refusal } from './api.ts';
import { cardOf } from './catalog.ts';
import { FakeExperiments } from './experiments.ts';
import { figures, figuresBy, hoursOf } from './figures.ts';
import { nearest } from './nearest.ts';
import { FakeRules } from './rules.ts';

type Call = { path: Record<string, string>; query: Record<string, string | number>; body: unknown };
type Handler = (call: Call, member: Member) => object;

const roles: Role[] = ['viewer', 'editor', 'owner'];

type PreviewBody = { query?: string; interests?: { query?: string }[]; draft: Rule[] };

/** FakeConsole is the in-memory API of the console. Its counters are made up; what the staff changes is real. */
export class FakeConsole {
  readonly changes: Change[] = [];
  readonly rules = new FakeRules();
  readonly experiments = new FakeExperiments();
  attention: Status['attention'] = [
    { kind: 'searches-without-results', text: '37 searches of the last 7 days had no results.' },
    { kind: 'index-old', text: 'The index is 26 hours old.' },
    {
      kind: 'import-rejected',
      text: 'The import of "outdoor" on 28 November 2026, 04:10 UTC rejected 12 of 3400 rows. Repair them in the feed and import it again.',
      details: ['title is empty (12), such as outdoor.csv, line 7: K3,,Acme'],
    },
  ];
  private readonly versions = [version('20261128T120000Z-3f2a', 26, 60), version('20261127T120000Z-91bc', 50, 58)];
  private current = this.versions[0]!.version;

  private readonly handlers: Record<string, [Role, Handler]> = {
    'GET /api/admin/me': ['viewer', (_, member) => member],
    'GET /api/admin/figures': ['viewer', ({ query }) => ({ rows: figuresBy(query.by as Dimension, this.products) })],
    'GET /api/admin/hours': ['viewer', ({ query }) => ({ hours: hoursOf(String(query.from), String(query.to)) })],
    'GET /api/admin/searches': ['viewer', ({ query }) => this.searches(String(query.sort))],
    'GET /api/admin/live': ['viewer', () => ({ events: this.live() })],
    'GET /api/admin/status': ['viewer', () => this.status()],
    'GET /api/admin/products': ['viewer', ({ query }) => ({ products: this.find(String(query.q)) })],
    'GET /api/admin/products/{productId}': ['viewer', ({ path }) => this.product(path.productId!)],
    'POST /api/admin/products/{productId}': ['editor', ({ path, body }, member) => this.edit(path.productId!, body, member)],
    'GET /api/admin/indexes': [
      'viewer',
      () => ({ current: this.current, held: this.current !== this.versions[0]!.version, versions: this.versions }),
    ],
    'POST /api/admin/indexes/current': ['owner', ({ body }, member) => this.use((body as { version: string }).version, member)],
    'GET /api/admin/rules': ['viewer', () => ({ version: 1, rules: this.rules.all })],
    'PUT /api/admin/rules/{id}': ['editor', (call, member) => this.putRule(call, member)],
    'DELETE /api/admin/rules/{id}': ['editor', ({ path }, member) => this.deleteRule(path.id!, member)],
    'POST /api/admin/preview': ['editor', ({ body }) => this.preview(body as PreviewBody)],
    'GET /api/admin/experiments': ['viewer', () => ({ experiments: this.experiments.all })],
    'POST /api/admin/experiments': ['editor', ({ body }) => this.experiments.create(body as Experiment)],
    'PUT /api/admin/experiments/{id}': ['editor', ({ path, body }) => this.experiments.change(path.id!, body as Experiment)],
    'POST /api/admin/experiments/{id}/ramp': [
      'editor',
      ({ path, body }) => this.experiments.change(path.id!, body as Experiment),
    ],
    'POST /api/admin/experiments/{id}/start': [
      'editor',
      ({ path }) => this.experiments.change(path.id!, { state: 'running', startedAt: new Date().toISOString() }),
    ],
    'POST /api/admin/experiments/{id}/stop': [
      'editor',
      ({ path }) => this.experiments.change(path.id!, { state: 'stopped', stoppedAt: new Date().toISOString() }),
    ],
    'GET /api/admin/experiments/{id}/results': ['viewer', ({ path }) => this.experiments.results(path.id!)],
    'GET /api/admin/changes': ['owner', () => ({ changes: this.changes })],
  };

  constructor(private readonly products: Product[]) {}

  /** handle returns the response to a request of a user with a role, or without one for a shopper. */
  async handle(request: Request, member: Partial<Member>): Promise<Response> {
    const allowed = Object.entries(this.handlers).map(([name, [required, handler]]) => {
      const answer = (call: Call) => {
        if (roles.indexOf(member.role as Role) < roles.indexOf(required)) throw new Refusal(403, 'your role does not allow this');
        return handler(call, member as Member);
      };
      return [name, answer];
    });
    return dispatch(Object.fromEntries(allowed) as Record<string, unknown>, request, '');
  }

  private log(member: Member, change: Pick<Change, 'kind' | 'target'> & { before?: unknown; after?: unknown }): void {
    const at = new Date().toISOString();
    this.changes.unshift({ id: `c${this.changes.length}`, at, userId: 'staff', email: member.email, ...change });
  }

  private searches(sort: string): { rows: SearchRow[]; hidden: object } {
    const shoes = this.find('shoes').slice(0, 3);
    const products = shoes.map(({ productId, title }, i) => ({ id: productId, title, clicks: 40 - i * 11 }));
    const all: SearchRow[] = [
      { queryHash: 'h1', text: 'running shoes', searches: 412, answers: 405, empty: 0, corrected: 12, clicked: 260, products },
      { queryHash: 'h2', text: 'quantum toaster', searches: 37, answers: 37, empty: 37, corrected: 0, clicked: 0, products: [] },
      { queryHash: 'h3', text: 'blutooth speeker', searches: 21, answers: 21, empty: 0, corrected: 21, clicked: 9, products: [] },
      { queryHash: 'h4', searches: 18, answers: 18, empty: 0, corrected: 1, clicked: 2, products: [] },
    ];
    const key = sort === 'unclicked' ? 'answers' : (sort as 'searches' | 'empty' | 'corrected');
    return { rows: all.filter((row) => row[key] > 0).sort((a, b) => b[key] - a[key]), hidden: { searches: 96, empty: 7 } };
  }

  private live(): LiveEvent[] {
    const [a, b, c] = this.products.map((p) => p.productId);
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
    return [
      { name: 'view_item_list', at: ago(2), items: [a, b, c].map((id, index) => ({ id: id!, surface: 'card', index })) },
      { name: 'select_item', at: ago(5), items: [{ id: b!, surface: 'card', index: 1 }] },
      { name: 'add_to_cart', at: ago(19), items: [{ id: b!, surface: 'card', index: 1 }] },
      { name: 'view_search_results', at: ago(31), items: [], results: 0 },
      { name: 'purchase', at: ago(58), items: [{ id: c!, surface: 'search', index: 0 }] },
    ];
  }

  private status(): Status {
    const index = this.versions.find((v) => v.version === this.current)!;
    const products = this.products.length;
    return {
      index,
      ageSeconds: Math.floor((Date.now() - Date.parse(index.builtAt)) / 1000),
      attention: this.attention,
      shown: { products: Math.round(products * 0.6), share: 0.6 },
    };
  }

  private find(q: string) {
    const exact = this.products.filter((p) => p.productId === q);
    return [...exact, ...nearest(this.products, q, 50)].map(cardOf);
  }

  private byId(productId: string): Product {
    const product = this.products.find((p) => p.productId === productId);
    if (!product) throw new Refusal(404, `product ${productId} not found`);
    return product;
  }

  private product(productId: string) {
    const product = this.byId(productId);
    const soldOut = product.availability === 'out_of_stock';
    return {
      product,
      version: versionOf(product),
      snapshot: { version: this.current, contained: true, overlay: product.updatedAt !== undefined },
      notShown: [...(product.state ? [`the product is ${product.state}`] : []), ...(soldOut ? ['it cannot be bought'] : [])],
      neighbors: nearest(this.products, product.title, 6, new Set([productId])).map(cardOf),
      figures: [figures('card', '', 900, 0.12), figures('search', '', 240, 0.3)],
    };
  }

  private edit(productId: string, body: unknown, member: Member) {
    const { version, ...edit } = body as ProductEdit;
    const product = this.byId(productId);
    if (version !== versionOf(product)) throw new Refusal(409, 'the product was changed in the meantime');
    const before = { ...product };
    Object.assign(product, edit, { updatedAt: new Date().toISOString() });
    this.log(member, { kind: 'product', target: productId, before, after: { ...product } });
    return { product };
  }

  private putRule({ path, body }: Call, member: Member) {
    const before = this.rules.get(path.id!);
    const rule = this.rules.put(path.id!, (body as { rule: Rule }).rule, member.email);
    this.log(member, { kind: 'rule', target: rule.id, before, after: rule });
    return { rule };
  }

  private deleteRule(id: string, member: Member) {
    this.log(member, { kind: 'rule', target: id, before: this.rules.get(id) });
    this.rules.remove(id);
    return { status: 'ok' };
  }

  private preview({ query, interests, draft }: PreviewBody) {
    return this.rules.preview(this.find(query ?? interests?.[0]?.query ?? ''), draft, (id) => cardOf(this.byId(id)));
  }

  private use(next: string, member: Member) {
    if (!this.versions.some((v) => v.version === next)) throw new Refusal(400, 'no such version', { field: 'version' });
    this.log(member, { kind: 'index', target: next, before: { version: this.current }, after: { version: next } });
    this.current = next;
    return { current: next };
  }
}

const versionOf = (product: Product) => product.updatedAt ?? 'v0';

const version = (name: string, hoursAgo: number, count: number): IndexVersion => ({
  version: name,
  builtAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
  count,
  recallAt10: 0.993,
  type: 'HNSW32,SQ8',
  bytes: count * 4096,
  model: 'bge-small-en-v1.5-int8',
});
