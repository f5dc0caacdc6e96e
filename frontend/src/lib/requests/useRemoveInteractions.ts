import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { logged } from '@/lib/queries';

export const removeInteraction = (interactionId: string) =>
  take(api.DELETE('/api/history/{interactionId}', { params: { path: { interactionId } } }));

/**
 * useRemoveInteractions takes entries out of the shopper's history; the next card shows no trace of them.
 * keepShown leaves the card before their eyes as it is.
 */
export function useRemoveInteractions({ keepShown = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await removeInteraction(id);
    },
    onSettled: () => logged(client, { keepShown }), // also after a failure: some may be gone
  });
}
