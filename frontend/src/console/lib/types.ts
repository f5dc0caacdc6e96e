import type { components } from '@/lib/api/schema';
import type { Card, Money, Product } from '@/lib/api/types';

// The answers of /api/admin.

export type Member = components['schemas']['MeResponse'];
export type Role = Member['role'];
export type Change = components['schemas']['StaffChangesResponse']['changes'][number];

/** An Interval is an estimate with its 95 % confidence interval. */
export type Interval = { value: number; low: number; high: number };

/** Rates are shares of impressions. A rate without impressions is missing. */
export type Rates = { clickThrough?: Interval; basketRate?: Interval; purchaseRate?: Interval };

export type Surface = 'card' | 'search' | 'similar' | 'popular' | '';

/** A Summary holds the counters of a period. */
export type Summary = Rates & {
  impressions: number;
  clicks: number;
  views: number;
  baskets: number;
  checkouts: number;
  purchases: number;
  units: number;
  revenue: Money[];
};

/** Figures are the counters of one value on one surface, and those of the period before. change is now minus before. */
export type Figures = { surface: Surface; value: string; title?: string; now: Summary; before: Summary; change: Rates };

export type Dimension = 'list' | 'position' | 'reason' | 'category' | 'snapshot' | 'ranker' | 'arm' | 'product';

/** An Hour holds the counters of a surface in one hour. */
export type Hour = {
  hour: string;
  surface: Surface;
  impressions: number;
  clicks: number;
  baskets: number;
  purchases: number;
};

export type SearchSort = 'searches' | 'empty' | 'unclicked' | 'corrected';

/** A SearchRow holds the counters of a query. text is missing if fewer than 5 shoppers made the query. */
export type SearchRow = {
  queryHash: string;
  text?: string;
  searches: number;
  answers: number;
  empty: number;
  corrected: number;
  clicked: number;
  products: { id: string; title?: string; clicks: number }[];
};

export type Searches = { rows: SearchRow[]; hidden: { searches: number; empty: number } };

export type LiveEvent = {
  name: string;
  at: string;
  items?: { id: string; surface?: Surface; index?: number }[];
  results?: number;
};

export type IndexVersion = {
  version: string;
  builtAt: string;
  count: number;
  recallAt10: number;
  type: string;
  bytes: number;
};

export type Status = {
  index?: IndexVersion & { ageSeconds: number };
  catalog: { products: number };
  attention: { kind: string; text: string }[];
  shown: { products: number; share: number };
};

export type ProductView = {
  product: Product;
  version: string;
  snapshot: { version: string; contained: boolean; overlay: boolean };
  notShown: string[];
  neighbors: Card[];
  figures: Figures[];
};

export type ProductEdit = Partial<Pick<Product, 'price' | 'salePrice' | 'availability'>> & {
  state?: 'draft' | 'hidden' | '';
  version: string;
};

/** A Rule influences rankings. Its kind decides which of the other fields it has. */
export type Rule = {
  id: string;
  kind: 'pin' | 'lift' | 'lower' | 'block';
  name: string;
  enabled: boolean;
  start?: string;
  end?: string;
  productId?: string;
  variantOnly?: boolean;
  query?: string;
  position?: number;
  category?: string[];
  brand?: string;
  attribute?: { name: AttributeName; value: string };
  strength?: number;
  updatedAt?: string;
  updatedBy?: string;
};

export type AttributeName = 'color' | 'audience' | 'size' | 'material' | 'pattern';

/** A Preview holds the products of a search before and after a draft of rules. */
export type Preview = { before: Card[]; after: Card[]; removed?: Card[] };

/** Settings differ between the arms of an experiment. A missing one is the shop's own. */
export type Settings = {
  ranker?: 'interests' | 'original';
  wordsWeight?: number;
  coOccurrenceWeight?: number;
  diversity?: number;
  rules?: boolean;
};

export type Arm = { id: string; weight: number; settings: Settings };

export type Experiment = {
  id: string;
  name: string;
  /** the first arm is the control */
  arms: Arm[];
  ramp: number;
  state: 'draft' | 'running' | 'stopped';
  createdAt: string;
  startedAt?: string;
  stoppedAt?: string;
};

export type Metric = {
  name: 'clickThrough' | 'baskets' | 'purchases' | 'revenue';
  total: number;
  value: number;
  /** missing for the control; without low and high there is too little data */
  comparison?: { difference: number; low?: number; high?: number; differs: boolean };
};

export type Results = {
  experiment: Experiment;
  arms: { id: string; impressions: number; metrics: Metric[] }[];
  split?: { p: number; mismatch: boolean };
  currency?: string;
  impressionsNeeded?: number;
};
