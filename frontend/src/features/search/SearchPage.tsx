import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSubmitSearch } from '@/lib/requests/search';
import { Results } from './Results';
import { SearchBar } from './SearchBar';
import { Suggestions } from './Suggestions';

/** SearchPage is where the shopper says what they want and sees it; the query is in the address. */
export function SearchPage() {
  const [params] = useSearchParams();
  const query = (params.get('q') ?? '').trim();
  return <SearchFor key={query} query={query} />;
}

function SearchFor({ query }: { query: string }) {
  const [typed, setTyped] = useState(query);
  const navigate = useNavigate();
  const submitted = useSubmitSearch();
  const submit = (text: string) => {
    const q = text.trim();
    if (q === '') return;
    submitted(q);
    if (q !== query) void navigate(`/search?${new URLSearchParams({ q })}`, { replace: query === '' });
  };
  return (
    <div className="mx-auto flex min-h-full w-full max-w-6xl flex-col px-4 pb-10 sm:px-6">
      <title>{query ? `${query} · ShopFYP` : 'Search · ShopFYP'}</title>
      <SearchBar typed={typed} onType={setTyped} onSubmit={submit} focusFirst={query === ''} />
      {query !== '' && typed.trim() !== '' ? (
        <Results query={query} onSearch={submit} />
      ) : (
        <Suggestions typed={typed} onSearch={submit} />
      )}
    </div>
  );
}
