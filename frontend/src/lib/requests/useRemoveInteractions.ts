import { useMutation, useMutationState, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { historyChanged } from '@/lib/queries';

const removeInteraction = (interactionId: string) =>
  unwrap(api.DELETE('/api/history/{interactionId}', { params: { path: { interactionId } } }));

const mutationKey = ['remove interactions'];

/** useRemoveInteractions removes entries from the shopper's history; keepCard leaves the visible card as it is. */
export function useRemoveInteractions({ keepCard = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    mutationFn: async (ids: string[]) => {
      for (const id of ids) await removeInteraction(id);
    },
    onSettled: () => historyChanged(client, { keepCard }), // after a failure too: some entries may be gone
  });
}

/** useRemovingInteractions returns the IDs of the entries that are being removed. */
export function useRemovingInteractions(): ReadonlySet<string> {
  const removing = useMutationState({
    filters: { mutationKey, status: 'pending' },
    select: (mutation) => mutation.state.variables as string[],
  });
  return new Set(removing.flat());
}
