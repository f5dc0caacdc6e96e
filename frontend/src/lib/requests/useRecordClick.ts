import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { waitWhereBusy } from '@/lib/patience';
import { logged } from '@/lib/queries';

/** useRecordClick logs that the shopper opened a product. A failure stays quiet: it must not stand in their way. */
export function useRecordClick() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) => take(api.POST('/api/click', { body: { productId } })),
    onSuccess: () => logged(client, { keepShown: true }),
    retry: (failures, error) => failures < 1 || waitWhereBusy(failures, error),
  });
}
