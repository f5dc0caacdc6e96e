import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

/** useClearHistory removes the shopper's whole history. */
export function useClearHistory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/history')),
    onSuccess: () => historyChanged(client, { keepCard: false }),
  });
}
