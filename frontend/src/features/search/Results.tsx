import { TileGrid, TileGridSkeleton } from '@/components/TileGrid';
import { Trouble } from '@/components/Trouble';
import { useSearch } from '@/lib/requests/search';
import { NoResults } from './NoResults';

/** Results are the products found for a submitted query. */
export function Results({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const search = useSearch(query);
  if (search.data) {
    const { products } = search.data;
    if (products.length === 0) return <NoResults query={query} onSearch={onSearch} />;
    return (
      <section aria-labelledby="results-title" className="pt-3">
        <ResultsTitle query={query} status={`${products.length} ${products.length === 1 ? 'product' : 'products'}`} />
        <TileGrid products={products} label="Results" heading="h2" />
      </section>
    );
  }
  if (search.isError || search.fetchStatus === 'paused') {
    return <Trouble wholePage what="your results" error={search.error} onRetry={() => void search.refetch()} />;
  }
  return (
    <section aria-labelledby="results-title" className="pt-3" aria-busy>
      <ResultsTitle query={query} status="Searching…" />
      <TileGridSkeleton count={12} />
    </section>
  );
}

function ResultsTitle({ query, status }: { query: string; status: string }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-4">
      <h1 id="results-title" className="min-w-0 font-display text-2xl font-bold [overflow-wrap:anywhere] sm:text-3xl">
        {query}
      </h1>
      <p role="status" className="text-sm text-mist-2">
        {status}
      </p>
    </div>
  );
}
