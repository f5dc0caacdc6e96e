import { useRef, type Ref } from 'react';
import { TileGrid, TileGridSkeleton } from '@/components/TileGrid';
import { Trouble } from '@/components/Trouble';
import type { FilterKind } from '@/lib/api/types';
import { troubleWith } from '@/lib/patience';
import { useSearch } from '@/lib/requests/search';
import { NoResults } from './NoResults';
import { Understood } from './Understood';
import { saidOf, type Said } from './wishes';

type Props = { query: string; ignore: FilterKind[]; onSearch: (query: string) => void; onTakeBack: (kind: FilterKind) => void };

/** Results are the products found for a submitted query, below what was understood of it. */
export function Results({ query, ignore, onSearch, onTakeBack }: Props) {
  const search = useSearch(query, ignore);
  const title = useRef<HTMLHeadingElement>(null);
  const answer = search.isPlaceholderData ? undefined : search.data;
  const trouble = answer ? undefined : troubleWith(search);
  const products = answer?.products;
  const said = search.data ? saidOf(search.data.understood).filter(({ kind }) => !ignore.includes(kind)) : [];
  const takeBack = (kind: FilterKind) => {
    title.current?.focus(); // the button pressed is about to go
    onTakeBack(kind);
  };
  return (
    <section aria-labelledby="results-title" className="pt-3" aria-busy={!products && !trouble}>
      <ResultsTitle ref={title} query={query} status={trouble ? '' : statusOf(products?.length)} />
      <Understood said={said} onTakeBack={takeBack} />
      {trouble && <Trouble what="your results" {...trouble} onRetry={() => void search.refetch()} />}
      {!products && !trouble && <TileGridSkeleton count={12} />}
      {products?.length === 0 && <NoResults query={query} price={priceIn(said)} onSearch={onSearch} />}
      {products && products.length > 0 && <TileGrid products={products} label="Results" heading="h2" />}
    </section>
  );
}

const priceIn = (said: readonly Said[]) => said.find(({ kind }) => kind === 'price')?.words;

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
