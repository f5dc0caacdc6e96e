import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ErrorState';
import { loadError } from '@/lib/retry';

type Props<Data> = {
  query: UseQueryResult<Data>;
  /** the missing content, such as "the figures" in "We couldn’t load the figures" */
  subject: string;
  /** about how many lines the content has, so that it does not move what is below */
  lines?: number;
  children: (data: Data) => ReactNode;
};

/** Loaded shows the data of a query, or that it loads, or why it did not load. Data from before stays on screen meanwhile. */
export function Loaded<Data>({ query, subject, lines = 5, children }: Props<Data>) {
  if (query.data !== undefined) return <div aria-busy={query.isPlaceholderData}>{children(query.data)}</div>;
  const error = loadError(query);
  if (error) return <ErrorState {...error} subject={subject} onRetry={() => void query.refetch()} />;
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Loading {subject}</span>
      {Array.from({ length: lines }, (_, i) => (
        <div key={i} className="skeleton h-10 rounded-2xl" />
      ))}
    </div>
  );
}
