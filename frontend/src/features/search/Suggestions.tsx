import { showToast } from '@/lib/toast';
import { useRecentHistory } from '@/lib/requests/history';
import { useRemoveInteractions } from '@/lib/requests/useRemoveInteractions';
import { Categories } from './Categories';
import { Examples } from './Examples';
import { RecentSearches } from './RecentSearches';
import { matching, recentSearches } from './recentSearches';
import { useClearSearches } from './useClearSearches';

/** Suggestions shows the shopper's recent searches and popular categories. */
export function Suggestions({ typed, onSearch }: { typed: string; onSearch: (query: string) => void }) {
  const history = useRecentHistory();
  const remove = useRemoveInteractions();
  const clear = useClearSearches();
  const removing = new Set(remove.isPending ? remove.variables : []);
  const recents = clear.isPending ? [] : recentSearches(history.data?.interactions.filter((x) => !removing.has(x.id)) ?? []);
  const onError = () => showToast('Couldn’t remove that. Try again.');
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
