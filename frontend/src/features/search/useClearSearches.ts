import { useMutation, useQueryClient } from '@tanstack/react-query';
import { logged } from '@/lib/queries';
import { fetchHistory } from './history';
import { removeInteraction } from './removeInteraction';

/** useClearSearches removes every search from the shopper's history, and nothing else. */
export function useClearSearches() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      for (const id of await allSearches()) await removeInteraction(id);
    },
    onSettled: () => logged(client, { keepShown: false }),
  });
}

async function allSearches(): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchHistory({ limit: 100, ...(cursor && { cursor }) });
    ids.push(...page.interactions.filter((x) => x.type === 'search').map((x) => x.id));
    cursor = page.nextCursor || undefined;
  } while (cursor);
  return ids;
}
