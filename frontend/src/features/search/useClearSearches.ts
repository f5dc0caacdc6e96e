import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

/** useClearSearches removes every search from the shopper's history and keeps the rest. */
export function useClearSearches() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/history', { params: { query: { type: 'search' } } })),
    onSettled: () => historyChanged(client, { keepCard: false }),
  });
}
