/** PendingVideo has the shape of a video that is not loaded yet. */
export function PendingVideo() {
  return <div aria-hidden className="on-video skeleton size-full bg-night-2 md:rounded-[28px]" />;
}
