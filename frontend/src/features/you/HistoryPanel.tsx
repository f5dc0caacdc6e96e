import { useState } from 'react';
import { Link } from 'react-router';
import { Button, buttonLook } from '@/components/Button';
import { Notice } from '@/components/Notice';
import { say } from '@/components/toast';
import { Trouble } from '@/components/Trouble';
import { troubleWith } from '@/lib/patience';
import { useClearHistory } from '@/lib/requests/clearHistory';
import { useHistory } from '@/lib/requests/history';
import { useRemoveInteractions } from '@/lib/requests/removeInteraction';
import { ClearDialog } from './ClearDialog';
import { HistoryList, HistorySkeleton } from './HistoryList';

/** HistoryPanel is the shopper's history, a page at a time, newest first. */
export function HistoryPanel() {
  const history = useHistory();
  const remove = useRemoveInteractions();
  const clear = useClearHistory();
  const [asking, setAsking] = useState(false);
  const trouble = troubleWith(history);
  const gone = new Set(remove.isPending ? remove.variables : []);
  const entries = clear.isPending
    ? []
    : (history.data?.pages.flatMap((page) => page.interactions).filter((x) => !gone.has(x.id)) ?? []);
  const onError = () => say('That could not be removed. Try again.');
  const clearAll = () => {
    setAsking(false);
    clear.mutate(undefined, { onError, onSuccess: () => say('Your history is empty') });
  };
  return (
    <section
      aria-labelledby="history-title"
      className="min-h-[calc(100dvh-11rem)] min-w-0 rounded-3xl bg-night-2 p-4 sm:p-6 lg:min-h-96"
    >
      <div className="flex items-center justify-between gap-4 pb-3">
        <h2 id="history-title" tabIndex={-1} className="font-display text-xl font-bold">
          Your history
        </h2>
        {entries.length > 0 && (
          <Button size="sm" look="outline" onClick={() => setAsking(true)}>
            Remove all
          </Button>
        )}
      </div>
      {!history.data && trouble ? (
        <Trouble what="your history" {...trouble} onRetry={() => void history.refetch()} />
      ) : !history.data ? (
        <HistorySkeleton />
      ) : entries.length === 0 ? (
        <Nothing />
      ) : (
        <HistoryList entries={entries} onRemove={(id) => remove.mutate([id], { onError })} />
      )}
      {history.hasNextPage && entries.length > 0 && (
        <div className="flex justify-center pt-5">
          <Button disabled={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {history.isFetchingNextPage ? 'Loading…' : 'Show older'}
          </Button>
        </div>
      )}
      {asking && <ClearDialog onClose={() => setAsking(false)} onClear={clearAll} />}
    </section>
  );
}

function Nothing() {
  return (
    <Notice
      icon="spark"
      title="Nothing yet"
      action={
        <Link to="/search" className={buttonLook({ look: 'ember' })}>
          Search for something
        </Link>
      }
    >
      Your cards show what is popular. Search for something or open a product, and they become yours.
    </Notice>
  );
}
