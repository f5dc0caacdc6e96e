import { useEffect, type RefObject } from 'react';

/**
 * useProgress runs a bar along with a video. The browser animates it by itself, off the main
 * thread; it is only set right when the video starts, stops, stalls or loops.
 */
export function useProgress(
  video: RefObject<HTMLVideoElement | null>,
  bar: RefObject<HTMLElement | null>,
  active: boolean,
): void {
  useEffect(() => {
    const v = video.current!,
      b = bar.current!;
    if (!active || !b.animate) return;
    let run: Animation | undefined;
    const sync = () => {
      if (!Number.isFinite(v.duration)) return;
      run ??= b.animate({ transform: ['scaleX(0)', 'scaleX(1)'] }, { duration: v.duration * 1000, iterations: Infinity });
      run.currentTime = v.currentTime * 1000;
      if (v.paused || v.readyState < 3) run.pause();
      else run.play();
    };
    const events = ['playing', 'pause', 'waiting', 'seeked', 'loadedmetadata'];
    for (const event of events) v.addEventListener(event, sync);
    sync();
    return () => {
      for (const event of events) v.removeEventListener(event, sync);
      run?.cancel();
    };
  }, [video, bar, active]);
}
