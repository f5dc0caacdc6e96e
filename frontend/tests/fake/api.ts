import type { components, paths } from '@/lib/api/schema';

// The API's contract as types from schema.d.ts. A fake that differs from the contract does not compile.

type Method = 'get' | 'post' | 'delete';

/** OperationName is the name of an operation of the API, such as "POST /api/search". */
export type OperationName = {
  [P in keyof paths]: { [M in Method]: paths[P][M] extends undefined ? never : `${Uppercase<M>} ${P}` }[Method];
}[keyof paths];

type Operation<Name> = Name extends `${infer M} ${infer P extends keyof paths}`
  ? Lowercase<M> extends keyof paths[P]
    ? NonNullable<paths[P][Lowercase<M>]>
    : never
  : never;

type PathParams<Op> = Op extends { parameters: { path: infer T } } ? T : object;
type QueryParams<Op> = Op extends { parameters: { query?: infer T } } ? OrEmpty<NonNullable<T>> : object;
type OrEmpty<T> = [T] extends [never] ? object : T;
type RequestBody<Op> = Op extends { requestBody: { content: { 'application/json': infer T } } } ? T : undefined;
type ResponseBody<Op> = Op extends { responses: { 200: { content: { 'application/json': infer T } } } } ? T : never;

/** Call is a request to an operation by a signed-in user. */
export type Call<Name extends OperationName> = {
  uid: string;
  path: PathParams<Operation<Name>>;
  query: QueryParams<Operation<Name>>;
  body: RequestBody<Operation<Name>>;
};

/** Reply is the body of an operation's successful response. */
export type Reply<Name extends OperationName> = ResponseBody<Operation<Name>>;

/** ShopOperation is an operation that shoppers use, and not the console of the staff. */
type ShopOperation = Exclude<OperationName, `${string} /api/admin/${string}`>;

/** Handlers has a handler for every operation of shoppers. A handler throws a Refusal instead of replying. */
export type Handlers = { [Name in ShopOperation]: (call: Call<Name>) => Reply<Name> };

/** A Refusal is an error response. */
export class Refusal extends Error {
  readonly status: number;
  readonly field: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(status: number, detail: string, { field, retryAfter }: { field?: string; retryAfter?: number } = {}) {
    super(detail);
    this.status = status;
    this.field = field;
    this.retryAfter = retryAfter;
  }

  response(): Response {
    const { status, message, field, retryAfter } = this;
    const body: components['schemas']['Problem'] = {
      type: 'about:blank',
      title: `status ${status}`,
      status,
      detail: message,
      instance: 'req-1',
      ...(field && { field }),
    };
    const headers = { 'Content-Type': 'application/problem+json', ...(retryAfter && { 'Retry-After': String(retryAfter) }) };
    return new Response(JSON.stringify(body), { status, headers });
  }
}

/** dispatch calls the handler of a request and returns its response. */
export async function dispatch(handlers: object, request: Request, uid: string): Promise<Response> {
  const url = new URL(request.url);
  for (const [name, handler] of Object.entries(handlers as Record<string, unknown>)) {
    const [method, template = ''] = name.split(' ');
    const path = method === request.method ? pathParams(template, url.pathname) : undefined;
    if (!path) continue;
    const body: unknown = method === 'POST' || method === 'PUT' ? await request.json() : undefined;
    const call = { uid, path, query: queryParams(url), body };
    return Response.json((handler as (call: unknown) => unknown)(call), { headers: { 'Cache-Control': 'no-store' } });
  }
  throw new Refusal(404, 'no such operation');
}

// pathParams returns the parameters of a path that matches a template such as /api/product/{productId}.
function pathParams(template: string, path: string): Record<string, string> | undefined {
  const pattern = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const match = new RegExp(`^${pattern}$`).exec(path);
  return match ? Object.fromEntries(Object.entries(match.groups ?? {}).map(([k, v]) => [k, decodeURIComponent(v)])) : undefined;
}

const numbers = new Set(['limit', 'seen']);

const queryParams = (url: URL) =>
  Object.fromEntries([...url.searchParams].map(([name, value]) => [name, numbers.has(name) ? Number(value) : value]));
