import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { Button, buttonLook } from '@/components/Button';
import { ErrorState } from '@/components/ErrorState';
import { Notice } from '@/components/Notice';
import { showToast } from '@/lib/toast';
import { useRemoveInteractions } from '@/lib/requests/useRemoveInteractions';
import { loadError } from '@/lib/retry';
import { ClearHistoryDialog } from './ClearHistoryDialog';
import { HistoryList, HistorySkeleton } from './HistoryList';
import { useClearHistory } from './useClearHistory';
import { useHistory } from './useHistory';

/** HistoryPanel shows the shopper's history page by page, newest first. */
export function HistoryPanel() {
  const history = useHistory();
  const remove = useRemoveInteractions();
  const clear = useClearHistory();
  const title = useRef<HTMLHeadingElement>(null);
  const [confirming, setConfirming] = useState(false);
  const error = loadError(history);
  const removing = new Set(remove.isPending ? remove.variables : []);
  const entries = clear.isPending
    ? []
    : (history.data?.pages.flatMap((page) => page.interactions).filter((x) => !removing.has(x.id)) ?? []);
  const onError = () => showToast('Couldn’t remove that. Try again.');
  const removeEntry = (id: string) => {
    title.current?.focus(); // the pressed button is about to disappear
    remove.mutate([id], { onError });
  };
  const clearAll = () => {
    setConfirming(false);
    clear.mutate(undefined, { onError, onSuccess: () => showToast('Your history was removed') });
  };
  return (
    <section
      aria-labelledby="history-title"
      className="min-h-[calc(100dvh-11rem)] min-w-0 rounded-3xl bg-night-2 p-4 sm:p-6 lg:min-h-96"
    >
      <div className="flex items-center justify-between gap-4 pb-3">
        <h2 ref={title} id="history-title" tabIndex={-1} className="font-display text-xl font-bold">
          Your history
        </h2>
        {entries.length > 0 && (
          <Button size="sm" look="outline" onClick={() => setConfirming(true)}>
            Remove all
          </Button>
        )}
      </div>
      {!history.data && error ? (
        <ErrorState subject="your history" {...error} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <HistorySkeleton />
      ) : entries.length === 0 ? (
        <EmptyHistory />
      ) : (
        <HistoryList entries={entries} onRemove={removeEntry} />
      )}
      {history.hasNextPage && entries.length > 0 && (
        <div className="flex justify-center pt-5">
          <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {history.isFetchingNextPage ? 'Loading…' : 'Show older'}
          </Button>
        </div>
      )}
      {confirming && <ClearHistoryDialog onClose={() => setConfirming(false)} onClear={clearAll} />}
    </section>
  );
}

function EmptyHistory() {
  return (
    <Notice
      icon="spark"
      title="Nothing here yet"
      action={
        <Link to="/search" className={buttonLook({ look: 'ember' })}>
          Search for something
        </Link>
      }
    >
      Your cards show popular products for now. Search for something or open a product to make them yours.
    </Notice>
  );
}
