import { useLocation, useParams } from 'react-router';
import { NotFound } from '@/components/NotFound';
import { postById } from '@/features/feed/order';
import { forgetPosition } from '@/features/feed/position';
import { isRestored } from '@/lib/restored';
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
  const post = postById(postId);
  return post ? <ForYouPage name={nameOf(key)} first={post} /> : <VideoGone />;
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
