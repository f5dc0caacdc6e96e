import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { productPath } from '@/components/productPath';
import type { FilterKind } from '@/lib/api/types';
import { parseAsTyped, parseIgnored } from './filters';
import { Results } from './Results';
import { SearchBar } from './SearchBar';
import { Suggestions } from './Suggestions';
import { useSubmitSearch } from './useSearch';

/** SearchPage shows suggestions, or the results of the query in the URL. The URL also lists the removed filters and can turn the correction off. */
export function SearchPage() {
  const [params] = useSearchParams();
  const query = (params.get('q') ?? '').trim();
  const asTyped = parseAsTyped(params.get('exact'));
  return <SearchFor key={query} query={query} asTyped={asTyped} ignore={parseIgnored(params.get('ignore'))} />;
}

function SearchFor({ query, asTyped, ignore }: { query: string; asTyped: boolean; ignore: FilterKind[] }) {
  const [typed, setTyped] = useState(query);
  const navigate = useNavigate();
  const submitSearch = useSubmitSearch();
  const submit = (text: string) => {
    const q = text.trim();
    if (q === '') return;
    submitSearch(q);
    if (q !== query || asTyped || ignore.length > 0)
      void navigate(`/search?${new URLSearchParams({ q })}`, { replace: query === '' });
  };
  const removeFilter = (kind: FilterKind) =>
    void navigate(
      `/search?${new URLSearchParams({ q: query, ...(asTyped && { exact: '1' }), ignore: [...ignore, kind].join() })}`,
    );
  return (
    <div className="mx-auto flex min-h-full w-full max-w-6xl flex-col px-4 pb-10 sm:px-6">
      <title>{query ? `${query} · ShopFYP` : 'Search · ShopFYP'}</title>
      <SearchBar
        typed={typed}
        onType={setTyped}
        onSubmit={submit}
        onOpenProduct={(productId) => void navigate(productPath(productId))}
        focusOnMount={query === ''}
      />
      {query !== '' && typed.trim() !== '' ? (
        <Results query={query} asTyped={asTyped} ignore={ignore} onSearch={submit} onRemoveFilter={removeFilter} />
      ) : (
        <Suggestions typed={typed} onSearch={submit} />
      )}
    </div>
  );
}
