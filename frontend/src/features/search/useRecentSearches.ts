import { useRecentHistory } from '@/lib/requests/history';
import { useRemovingInteractions } from '@/lib/requests/useRemoveInteractions';
import { recentSearches, type RecentSearch } from './recentSearches';
import { useIsClearingSearches } from './useClearSearches';

/** useRecentSearches returns the shopper's searches, newest first, without those that are being removed. */
export function useRecentSearches(): { recents: RecentSearch[]; isLoading: boolean } {
  const history = useRecentHistory();
  const removing = useRemovingInteractions();
  const isClearing = useIsClearingSearches();
  const kept = isClearing ? [] : (history.data?.interactions.filter((x) => !removing.has(x.id)) ?? []);
  return { recents: recentSearches(kept), isLoading: history.isLoading };
}
