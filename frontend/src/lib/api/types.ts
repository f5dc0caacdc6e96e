import type { components, paths } from './schema';

// Short names for the types in schema.d.ts, which is generated from the Go types.

export type Card = components['schemas']['Card'];
export type Category = components['schemas']['Category'];
export type Money = components['schemas']['Money'];
export type Reason = components['schemas']['Reason'];
export type Recommendation = components['schemas']['Recommendation'];
export type Filters = components['schemas']['Filters'];
export type FilterKind = components['schemas']['Kind'];
export type Correction = components['schemas']['Correction'];
export type Suggestion = components['schemas']['Suggestion'];
export type Problem = components['schemas']['Problem'];

type Json<Operation> = Operation extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never;

export type Post = Json<paths['/api/posts/{postId}']['get']>;
export type PostsPage = Json<paths['/api/posts']['get']>;
export type Product = Json<paths['/api/product/{productId}']['get']>;
export type SearchResult = Json<paths['/api/search']['post']>;
export type HistoryPage = Json<paths['/api/history']['get']>;
export type Basket = Json<paths['/api/basket']['get']>;
export type BasketLine = Basket['lines'][number];
export type Checkout = Basket['checkout'];
export type Interaction = HistoryPage['interactions'][number];
