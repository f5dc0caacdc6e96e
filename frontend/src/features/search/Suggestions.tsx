import { say } from '@/components/toast';
import { useClearSearches } from '@/lib/requests/clearSearches';
import { useRecent } from '@/lib/requests/history';
import { useRemoveInteractions } from '@/lib/requests/removeInteraction';
import { Categories } from './Categories';
import { Examples } from './Examples';
import { RecentSearches } from './RecentSearches';
import { matching, recentsOf } from './recents';

/** Suggestions are what the shopper searched before, and popular categories. */
export function Suggestions({ typed, onSearch }: { typed: string; onSearch: (query: string) => void }) {
  const history = useRecent();
  const remove = useRemoveInteractions();
  const clear = useClearSearches();
  const gone = new Set(remove.isPending ? remove.variables : []);
  const recents = clear.isPending ? [] : recentsOf(history.data?.interactions.filter((x) => !gone.has(x.id)) ?? []);
  const onError = () => say('That could not be removed. Try again.');
  return (
    <div className="flex flex-col gap-8 pt-3">
      <h1 className="sr-only">Search</h1>
      {history.isLoading ? (
        <div className="h-25" aria-hidden />
      ) : recents.length === 0 ? (
        <Examples onSearch={onSearch} />
      ) : (
        <RecentSearches
          recents={matching(recents, typed).slice(0, 12)}
          onSearch={onSearch}
          onRemove={(recent) => remove.mutate(recent.ids, { onError })}
          onClear={() => clear.mutate(undefined, { onError })}
        />
      )}
      <Categories onSearch={onSearch} title="Popular right now" />
    </div>
  );
}
