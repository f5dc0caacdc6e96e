import { useEffect, type RefObject } from 'react';
import { setMuted } from './sound';

type Wanted = {
  /** what the element plays; another url is another element, none is none */
  url: string | undefined;
  active: boolean;
  paused: boolean;
  muted: boolean;
};

/** useVideo plays a video while it is the one on screen, and puts it back to its start when it no longer is. */
export function useVideo(ref: RefObject<HTMLVideoElement | null>, { url, active, paused, muted }: Wanted): void {
  useEffect(() => {
    if (ref.current) ref.current.muted = muted;
  }, [ref, url, muted]);

  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    if (!active) {
      video.pause();
      if (video.currentTime > 0) video.currentTime = 0;
      return;
    }
    const sync = () => {
      if (paused || document.hidden) video.pause();
      else void play(video);
    };
    sync();
    document.addEventListener('visibilitychange', sync);
    return () => document.removeEventListener('visibilitychange', sync);
  }, [ref, url, active, paused]);
}

async function play(video: HTMLVideoElement): Promise<void> {
  try {
    await video.play();
  } catch (error) {
    // Aloud is only allowed after a gesture; muted always is. Anything else leaves the poster.
    if (!(error instanceof DOMException) || error.name !== 'NotAllowedError' || video.muted) return;
    setMuted(true);
    video.muted = true;
    await video.play().catch(() => undefined);
  }
}
