import { useLayoutEffect, useRef, type RefObject } from 'react';
import { borrowVideo, returnVideo } from './videoPool';

/** useBorrowedVideo borrows a video element for url, appends it to the stage, and returns a ref to it. Without a url the ref is null. */
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
