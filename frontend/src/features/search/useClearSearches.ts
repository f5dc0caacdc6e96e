import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

const mutationKey = ['clear searches'];

/** useClearSearches removes every search from the shopper's history and keeps the rest. */
export function useClearSearches() {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    mutationFn: () => unwrap(api.DELETE('/api/history', { params: { query: { type: 'search' } } })),
    onSettled: () => historyChanged(client, { keepCard: false }),
  });
}

/** useIsClearingSearches reports whether the searches are being removed. */
export const useIsClearingSearches = (): boolean => useIsMutating({ mutationKey }) > 0;
