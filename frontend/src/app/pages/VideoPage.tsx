import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import { NotFound } from '@/components/NotFound';
import { FeedState } from '@/features/feed/FeedState';
import { FeedTop } from '@/features/feed/FeedTop';
import { forgetPosition } from '@/features/feed/position';
import { usePost, usePosts } from '@/features/feed/posts';
import { savedPosts } from '@/features/feed/savedVideos';
import { isNotFound } from '@/lib/api/problem';
import type { Post } from '@/lib/api/types';
import { isRestored } from '@/lib/restored';
import { loadError } from '@/lib/retry';
import { ForYouPage } from './ForYouPage';

const firstVisit = 'default'; // React Router's key of the page that the app started with

// A link that is opened again in this tab has the same key, but starts with its video.
if (!isRestored()) forgetPosition(nameOf(firstVisit));

/**
 * VideoPage is the address of one video. It shows the video, and the For You feed after it. Each visit has its own
 * position, so that going back restores it and following the link again starts with the video.
 */
export function VideoPage() {
  const { postId = '' } = useParams();
  const { key } = useLocation();
  return <Video key={`${key} ${postId}`} id={postId} name={nameOf(key)} />;
}

function Video({ id, name }: { id: string; name: string }) {
  const { list } = usePosts();
  const inFeed = list?.posts.find((post) => post.id === id);
  const query = usePost(id, { enabled: !inFeed });
  const error = loadError(query);
  const known = inFeed ?? query.data ?? (error && !isNotFound(error.error) ? savedPosts().find((p) => p.id === id) : undefined);
  const first = useFirst(known);
  if (first) return <ForYouPage name={name} first={first} />;
  if (isNotFound(query.error)) return <VideoGone />;
  return (
    <div className="relative h-[calc(100dvh-var(--nav))]">
      <title>Video · ShopFYP</title>
      <h1 className="sr-only">Video</h1>
      <FeedTop onVideo={!error} />
      <FeedState error={error} empty={false} onRetry={() => void query.refetch()} />
    </div>
  );
}

// useFirst returns the first value that is known. A later one with the same content would render the feed again.
function useFirst(known: Post | undefined): Post | undefined {
  const [first, setFirst] = useState(known);
  if (!first && known) setFirst(known);
  return first ?? known;
}

function nameOf(visit: string): string {
  return `video-${visit}`;
}

function VideoGone() {
  return (
    <NotFound icon="play" title="Video not found">
      The link may be wrong, or the author may have removed the video.
    </NotFound>
  );
}
