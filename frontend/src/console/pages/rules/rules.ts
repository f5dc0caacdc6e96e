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

/** usePreview compares the results of a query before and after a draft of a rule. It changes nothing. */
export const usePreview = () =>
  useMutation({
    mutationFn: ({ query, rule }: { query: string; rule: Rule }) =>
      write<Preview>('POST', 'preview', { query, limit: 10, draft: [rule] }),
  });
