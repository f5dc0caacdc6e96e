import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, unwrap } from '@/lib/api/client';

const debounceMs = 100;
const maxChars = 200; // the API completes no longer texts

const suggestOptions = (typed: string) =>
  queryOptions({
    queryKey: ['suggest', typed],
    // The signal aborts the request for a text that the shopper has changed.
    queryFn: ({ signal }) => unwrap(api.GET('/api/suggest', { params: { query: { q: typed } }, signal })),
    enabled: typed.trim() !== '' && Array.from(typed).length <= maxChars,
    gcTime: 60_000,
    retry: false, // the next letter asks again
  });

/** useSuggestions returns suggestions for a typed text, and those for the text before until they arrive. Errors give none. */
export function useSuggestions(typed: string) {
  const options = suggestOptions(useDebounced(typed.trimStart()));
  const { data, isFetching } = useQuery({ ...options, placeholderData: keepPreviousData });
  return { suggestions: options.enabled ? (data?.suggestions ?? []) : [], isFetching };
}

// useDebounced returns value once it has not changed for a moment.
function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), debounceMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
