import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

const removeInteraction = (interactionId: string) =>
  unwrap(api.DELETE('/api/history/{interactionId}', { params: { path: { interactionId } } }));

/** useRemoveInteractions removes entries from the shopper's history; keepCard leaves the visible card as it is. */
export function useRemoveInteractions({ keepCard = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await removeInteraction(id);
    },
    onSettled: () => historyChanged(client, { keepCard }), // after a failure too: some entries may be gone
  });
}
