import { ErrorState } from '@/components/ErrorState';
import { Notice } from '@/components/Notice';
import type { LoadError } from '@/lib/retry';
import { PendingVideo } from './PendingVideo';

type Props = { error: LoadError | undefined; empty: boolean; onRetry: () => void };

/** FeedState fills the page while the feed has no videos: it loads, failed to load, or is empty. */
export function FeedState({ error, empty, onRetry }: Props) {
  if (error)
    return (
      <div className="grid size-full place-items-center pr-(--aside)">
        <ErrorState {...error} subject="the videos" onRetry={onRetry} />
      </div>
    );
  if (empty)
    return (
      <div className="grid size-full place-items-center pr-(--aside)">
        <Notice icon="play" title="No videos yet">
          Videos will appear here as soon as there are some. Until then, you can search the shop.
        </Notice>
      </div>
    );
  return (
    <div role="status" aria-label="Loading videos" className="flex size-full items-center justify-center pr-(--aside)">
      <div className="size-full md:aspect-[9/16] md:h-[calc(100%-3rem)] md:w-auto md:max-w-[calc(100%-8.5rem)]">
        <PendingVideo />
      </div>
    </div>
  );
}
