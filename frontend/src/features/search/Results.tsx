import { useEffect, useRef, type Ref } from 'react';
import { ErrorState } from '@/components/ErrorState';
import { TileGrid, TileGridSkeleton } from '@/components/TileGrid';
import type { FilterKind } from '@/lib/api/types';
import { sawResults } from '@/lib/events/track';
import { useShowing } from '@/lib/events/useShowing';
import { loadError } from '@/lib/retry';
import { CorrectionNote } from './CorrectionNote';
import { FilterChips } from './FilterChips';
import { chipsOf, type FilterChip } from './filters';
import { NoResults } from './NoResults';
import { useSearch } from './useSearch';

type Props = {
  query: string;
  /** search without a correction */
  asTyped: boolean;
  ignore: FilterKind[];
  onSearch: (query: string) => void;
  onRemoveFilter: (kind: FilterKind) => void;
};

/** Results shows the products found for a query, below the filters found in it. */
export function Results({ query, asTyped, ignore, onSearch, onRemoveFilter }: Props) {
  const search = useSearch(query, ignore, asTyped);
  const title = useRef<HTMLHeadingElement>(null);
  const result = search.isPlaceholderData ? undefined : search.data;
  const error = result ? undefined : loadError(search);
  const products = result?.products;
  const showing = useShowing('search', result);
  useEffect(() => {
    if (result) sawResults(result);
  }, [result]);
  const chips = search.data ? chipsOf(search.data.understood).filter(({ kind }) => !ignore.includes(kind)) : [];
  const removeFilter = (kind: FilterKind) => {
    title.current?.focus(); // the pressed button is about to disappear
    onRemoveFilter(kind);
  };
  return (
    <section aria-labelledby="results-title" className="pt-3" aria-busy={!products && !error}>
      <ResultsTitle ref={title} query={query} status={error ? '' : statusOf(products?.length)} />
      {result?.corrected && <CorrectionNote correction={result.corrected} />}
      <FilterChips chips={chips} onRemove={removeFilter} />
      {error && <ErrorState subject="your results" {...error} onRetry={() => void search.refetch()} />}
      {!products && !error && <TileGridSkeleton count={12} />}
      {result?.closest && (
        <p role="note" className="pb-4">
          {closestText}
        </p>
      )}
      {products?.length === 0 && <NoResults query={query} filter={excludingFilter(chips)} onSearch={onSearch} />}
      {products && products.length > 0 && <TileGrid products={products} showing={showing} label="Results" heading="h2" />}
    </section>
  );
}

const closestText = 'Nothing quite like that. The nearest products:';

const excludingFilter = (chips: readonly FilterChip[]) => chips.find(({ kind }) => kind === 'price' || kind === 'rating');

function statusOf(count: number | undefined): string {
  if (count === undefined) return 'Searching…';
  return count === 1 ? '1 product' : `${count} products`;
}

function ResultsTitle({ query, status, ref }: { query: string; status: string; ref: Ref<HTMLHeadingElement> }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-4">
      <h1
        ref={ref}
        id="results-title"
        tabIndex={-1}
        className="min-w-0 font-display text-2xl font-bold [overflow-wrap:anywhere] sm:text-3xl"
      >
        {query}
      </h1>
      <p role="status" className="text-sm text-mist-2">
        {status}
      </p>
    </div>
  );
}
