import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { logged } from '@/lib/queries';

/** useDismiss logs that the shopper does not want a product; its answer's interactionId takes it back. */
export function useDismiss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) => take(api.POST('/api/dismiss', { body: { productId } })),
    onSuccess: () => logged(client, { keepShown: true }),
  });
}
