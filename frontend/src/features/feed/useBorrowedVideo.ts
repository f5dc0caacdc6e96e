import { useLayoutEffect, useRef, type RefObject } from 'react';
import { borrowVideo, returnVideo } from './videoPool';

/** useBorrowedVideo puts the video at url on the stage while there is a url, and gives it, or null. */
export function useBorrowedVideo(
  stage: RefObject<HTMLElement | null>,
  url: string | undefined,
): RefObject<HTMLVideoElement | null> {
  const video = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    if (!url) return;
    const borrowed = borrowVideo(url);
    stage.current!.append(borrowed);
    video.current = borrowed;
    return () => {
      video.current = null;
      returnVideo(borrowed);
    };
  }, [stage, url]);
  return video;
}
