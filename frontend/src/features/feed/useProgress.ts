import { useEffect, type RefObject } from 'react';

/**
 * useProgress animates a bar along with a video. The animation runs off the main thread and is
 * synchronized when the video starts, stops, stalls or loops.
 */
export function useProgress(
  video: RefObject<HTMLVideoElement | null>,
  bar: RefObject<HTMLElement | null>,
  /** the video's URL; undefined while there is no element */
  url: string | undefined,
  active: boolean,
): void {
  useEffect(() => {
    const v = video.current,
      b = bar.current!;
    if (!v || !active || !b.animate) return;
    let animation: Animation | undefined;
    const sync = () => {
      if (!Number.isFinite(v.duration)) return;
      animation ??= b.animate({ transform: ['scaleX(0)', 'scaleX(1)'] }, { duration: v.duration * 1000, iterations: Infinity });
      animation.currentTime = v.currentTime * 1000;
      if (v.paused || v.readyState < 3) animation.pause();
      else animation.play();
    };
    const events = ['playing', 'pause', 'waiting', 'seeked', 'loadedmetadata'];
    for (const event of events) v.addEventListener(event, sync);
    sync();
    return () => {
      for (const event of events) v.removeEventListener(event, sync);
      animation?.cancel();
    };
  }, [video, bar, url, active]);
}
