import { KeyHelp } from '@/features/steering/KeyHelp';
import { SteeringPanel } from '@/features/steering/SteeringPanel';

/** Aside fills the room that a wide screen has beside the feed. */
export function Aside({ videosLeft }: { videosLeft: number }) {
  return (
    <>
      <SteeringPanel videosLeft={videosLeft} />
      <KeyHelp />
    </>
  );
}
