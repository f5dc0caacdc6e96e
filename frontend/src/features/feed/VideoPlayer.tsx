import { useEffect, useRef, type RefObject } from 'react';
import type { Post } from '@/lib/api/types';
import { useCaptions, useCues } from './captions';
import { useMuted } from './sound';
import { useBorrowedVideo } from './useBorrowedVideo';
import { useProgress } from './useProgress';
import { useVideo } from './useVideo';

type Props = {
  post: Post;
  active: boolean;
  load: boolean;
  paused: boolean;
  /** plays the video again and again */
  loop: boolean;
  /** called when the video stops by itself: at its end, or because the browser refuses to play it */
  onStop: () => void;
};

/** VideoPlayer shows a video over its poster, with a progress bar. It loads if load is set and plays while active. */
export function VideoPlayer({ post, active, load, paused, loop, onStop }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const muted = useMuted();
  const url = load ? post.videoUrl : undefined;
  const video = useBorrowedVideo(stage, url, post);
  const cues = useCues(video, url, useCaptions() && active);
  useVideo(video, { url, active, paused, muted, onRefused: onStop });
  useLoop(video, url, loop, onStop);
  useProgress(video, bar, url, active);
  return (
    <>
      <div ref={stage} aria-hidden className="absolute inset-0">
        <img src={post.posterUrl} alt="" className="size-full object-cover" />
      </div>
      {cues && (
        <p
          dir="auto"
          data-captions
          className="pointer-events-none absolute bottom-36 left-4 z-10 w-fit max-w-[calc(100%-6.5rem)] rounded-lg bg-night/90 px-3 py-1.5 text-[17px] leading-snug font-semibold whitespace-pre-line text-mist"
        >
          {cues}
        </p>
      )}
      <div className="absolute inset-x-0 bottom-0 z-10 h-[3px] bg-mist/20">
        <div ref={bar} className="size-full origin-left scale-x-0 bg-mist/90" />
      </div>
    </>
  );
}

// useLoop sets whether the video starts again at its end. The element may have belonged to another item.
function useLoop(ref: RefObject<HTMLVideoElement | null>, url: string | undefined, loop: boolean, onEnd: () => void) {
  useEffect(() => {
    const video = ref.current;
    if (!video) return;
    video.loop = loop;
    video.addEventListener('ended', onEnd);
    return () => video.removeEventListener('ended', onEnd);
  }, [ref, url, loop, onEnd]);
}
