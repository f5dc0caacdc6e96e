import { useEffect, type RefObject } from 'react';
import { setMuted } from './sound';

type Playback = {
  /** the video's URL; undefined while there is no element */
  url: string | undefined;
  active: boolean;
  paused: boolean;
  muted: boolean;
  /** called if the browser refuses to play, as in a phone's low power mode */
  onRefused: () => void;
};

/** useVideo plays a video while it is active, and rewinds it afterwards. */
export function useVideo(ref: RefObject<HTMLVideoElement | null>, { url, active, paused, muted, onRefused }: Playback): void {
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
      else void play(video, onRefused);
    };
    sync();
    document.addEventListener('visibilitychange', sync);
    return () => document.removeEventListener('visibilitychange', sync);
  }, [ref, url, active, paused, onRefused]);
}

async function play(video: HTMLVideoElement, onRefused: () => void): Promise<void> {
  try {
    await video.play();
  } catch (error) {
    // Browsers allow sound only after a gesture, so retry muted. After any other error the poster stays.
    if (!isRefusal(error)) return;
    if (video.muted) return onRefused();
    setMuted(true);
    video.muted = true;
    await video.play().catch((again: unknown) => isRefusal(again) && onRefused());
  }
}

const isRefusal = (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError';
