import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { logged } from '@/lib/queries';

/** useClearHistory removes everything that the shop knows of the shopper. */
export function useClearHistory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => take(api.DELETE('/api/history')),
    onSuccess: () => logged(client, { keepShown: false }),
  });
}
