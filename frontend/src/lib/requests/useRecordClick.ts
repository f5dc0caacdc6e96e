import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';
import { retryIfBusy } from '@/lib/retry';

/** useRecordClick logs that the shopper opened a product. It shows no error, because the shopper can do nothing about it. */
export function useRecordClick() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (productId: string) => unwrap(api.POST('/api/click', { body: { productId } })),
    onSuccess: () => historyChanged(client, { keepCard: true }),
    retry: (failures, error) => failures < 1 || retryIfBusy(failures, error),
  });
}
