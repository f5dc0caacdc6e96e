import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

/** useDismiss logs that the shopper is not interested in a product. Removing the returned interaction undoes it. */
export function useDismiss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) => unwrap(api.POST('/api/dismiss', { body: { productId } })),
    onSuccess: () => historyChanged(client, { keepCard: true }),
  });
}
