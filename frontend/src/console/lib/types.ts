import type { components, paths } from '@/lib/api/schema';

// Short names for the types of /api/admin in schema.d.ts.

type Schemas = components['schemas'];

export type Member = Schemas['MeResponse'];
export type Role = Member['role'];
export type Change = Schemas['StaffChangesResponse']['changes'][number];

/** An Interval is an estimate with its 95 % confidence interval. */
export type Interval = Schemas['Interval'];
export type Rates = Schemas['Rates'];
export type Figures = Schemas['Figures'];
export type Summary = Figures['now'];
export type Surface = Figures['surface'];
export type Dimension = NonNullable<NonNullable<paths['/api/admin/figures']['get']['parameters']['query']>['by']>;
export type Hour = Schemas['HoursResponse']['hours'][number];

export type Searches = Schemas['SearchesResponse'];
export type SearchRow = Searches['rows'][number];
export type SearchSort = 'searches' | 'empty' | 'unclicked' | 'corrected';

export type LiveEvent = Schemas['LiveEventsResponse']['events'][number];
export type Status = Schemas['StatusResponse'];
export type Indexes = Schemas['IndexesResponse'];
export type IndexVersion = Schemas['IndexVersion'];

export type ProductView = Schemas['AdminProductResponse'];
/** A ProductEdit has the fields to change, and the version that the editor saw. */
export type ProductEdit = Schemas['EditProductRequest'];

export type Experiment = Schemas['Experiment'];
export type Arm = Experiment['arms'][number];
export type Settings = Arm['settings'];
export type Results = Schemas['ResultsResponse'];
export type Metric = Results['arms'][number]['metrics'][number];

export type Rule = Schemas['Rule'];
export type AttributeName = Schemas['Attribute']['name'];
export type Preview = Schemas['Preview'];
