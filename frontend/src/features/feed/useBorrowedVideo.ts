import { useLayoutEffect, useRef, type RefObject } from 'react';
import { borrowVideo, returnVideo, type Captions } from './videoPool';

/** useBorrowedVideo borrows a video element for url, appends it to the stage, and returns a ref to it. Without a url the ref is null. */
export function useBorrowedVideo(
  stage: RefObject<HTMLElement | null>,
  url: string | undefined,
  { captionsUrl, captionsLang }: Captions,
): RefObject<HTMLVideoElement | null> {
  const video = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    if (!url) return;
    const borrowed = borrowVideo(url, { ...(captionsUrl && { captionsUrl }), ...(captionsLang && { captionsLang }) });
    stage.current!.append(borrowed);
    video.current = borrowed;
    return () => {
      video.current = null;
      returnVideo(borrowed);
    };
  }, [stage, url, captionsUrl, captionsLang]);
  return video;
}
