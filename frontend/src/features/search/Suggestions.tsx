import { showToast } from '@/lib/toast';
import { useRemoveInteractions } from '@/lib/requests/useRemoveInteractions';
import { Categories } from './Categories';
import { Examples } from './Examples';
import { RecentSearches } from './RecentSearches';
import { matching } from './recentSearches';
import { useClearSearches } from './useClearSearches';
import { useRecentSearches } from './useRecentSearches';

/** Suggestions shows the shopper's recent searches and popular categories. */
export function Suggestions({ typed, onSearch }: { typed: string; onSearch: (query: string) => void }) {
  const { recents, isLoading } = useRecentSearches();
  const remove = useRemoveInteractions();
  const clear = useClearSearches();
  const onError = () => showToast('Couldn’t remove that. Try again.');
  return (
    <div className="flex flex-col gap-8 pt-3">
      <h1 className="sr-only">Search</h1>
      {isLoading ? (
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
