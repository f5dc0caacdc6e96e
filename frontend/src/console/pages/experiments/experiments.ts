import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { read, write } from '../../lib/api';
import type { Arm, Experiment, Results } from '../../lib/types';

/** experimentsOptions reads all experiments. */
export const experimentsOptions = queryOptions({
  queryKey: ['experiments'],
  queryFn: ({ signal }) => read<{ experiments: Experiment[] }>('experiments', { signal }),
});

const pathOf = (id: string) => `experiments/${encodeURIComponent(id)}`;

/** resultsOptions reads an experiment and its results so far. */
export const resultsOptions = (id: string) =>
  queryOptions({
    queryKey: ['experiments', id, 'results'],
    queryFn: ({ signal }) => read<Results>(`${pathOf(id)}/results`, { signal }),
    refetchInterval: 30_000,
  });

/** A Draft is an experiment that has not started. */
export type Draft = { id: string; name: string; arms: Arm[]; ramp: number };

/** useSaveDraft creates a draft, or replaces it. */
export function useSaveDraft(isNew: boolean) {
  return useChange(({ id, ...draft }: Draft) =>
    isNew ? write<Experiment>('POST', 'experiments', { id, ...draft }) : write<Experiment>('PUT', pathOf(id), draft),
  );
}

/** useStart starts a draft, and useStop ends a running experiment for good. */
export const useStart = () => useChange((id: string) => write<Experiment>('POST', `${pathOf(id)}/start`, {}));
export const useStop = () => useChange((id: string) => write<Experiment>('POST', `${pathOf(id)}/stop`, {}));

/** useRamp changes the share of shoppers that take part. */
export const useRamp = () =>
  useChange(({ id, ramp }: { id: string; ramp: number }) => write<Experiment>('POST', `${pathOf(id)}/ramp`, { ramp }));

function useChange<Input>(mutationFn: (input: Input) => Promise<Experiment>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: experimentsOptions.queryKey }),
  });
}
