import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { read, write } from '../../lib/api';
import type { Preview, Rule } from '../../lib/types';

/** rulesOptions reads all rules. */
export const rulesOptions = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => read<{ rules: Rule[] }>('rules', { signal }),
});

const pathOf = (id: string) => `rules/${encodeURIComponent(id)}`;

/** usePutRule creates or replaces a rule. */
export function usePutRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rule: Rule) => write<{ rule: Rule }>('PUT', pathOf(rule.id), { rule }),
    onSuccess: () => client.invalidateQueries({ queryKey: rulesOptions.queryKey }),
  });
}

/** useDeleteRule deletes a rule. */
export function useDeleteRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => write('DELETE', pathOf(id)),
    onSuccess: () => client.invalidateQueries({ queryKey: rulesOptions.queryKey }),
  });
}

/** PreviewOf is what a preview shows: a search, or the next card of a shopper who made it. */
export type PreviewOf = 'search' | 'card';

/** usePreview compares a search, or a shopper's card, before and after a draft of a rule. It changes nothing. */
export const usePreview = () =>
  useMutation({
    mutationFn: ({ of, query, rule }: { of: PreviewOf; query: string; rule: Rule }) =>
      write<Preview>('POST', 'preview', {
        ...(of === 'search' ? { query } : { interests: [{ query }] }),
        limit: 10,
        draft: [rule],
      }),
  });
