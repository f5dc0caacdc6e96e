import { InfluencesPanel } from '@/features/influences/InfluencesPanel';
import { KeyboardShortcuts } from '@/features/influences/KeyboardShortcuts';

/** FeedAside fills the space next to the feed on a wide screen. */
export function FeedAside({ videosLeft }: { videosLeft: number }) {
  return (
    <>
      <InfluencesPanel videosLeft={videosLeft} />
      <KeyboardShortcuts />
    </>
  );
}
