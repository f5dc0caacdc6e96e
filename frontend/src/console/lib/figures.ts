import { queryOptions } from '@tanstack/react-query';
import { read } from './api';
import type { Dimension, Figures, Hour, Status } from './types';

type Period = { from: string; to: string };

/** figuresOptions reads the figures of a dimension in a period, beside those of the period before. */
export const figuresOptions = (by: Dimension, { from, to }: Period, limit = 200) =>
  queryOptions({
    queryKey: ['figures', by, from, to, limit],
    queryFn: ({ signal }) => read<{ rows: Figures[] }>('figures', { query: { by, from, to, limit }, signal }),
  });

/** hoursOptions reads the counters of each surface by hour. */
export const hoursOptions = ({ from, to }: Period) =>
  queryOptions({
    queryKey: ['hours', from, to],
    queryFn: ({ signal }) => read<{ hours: Hour[] }>('hours', { query: { from, to }, signal }),
  });

/** statusOptions reads the state of the index and the catalog, and what needs attention. */
export const statusOptions = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => read<Status>('status', { signal }),
  refetchInterval: 60_000,
});
