import { useRef } from 'react';
import { posterUrl, videoUrl, type Clip } from './posts';
import { useMuted } from './sound';
import { useBorrowedVideo } from './useBorrowedVideo';
import { useProgress } from './useProgress';
import { useVideo } from './useVideo';

type Props = { clip: Clip; active: boolean; load: boolean; paused: boolean };

/** VideoPlayer shows a video over its poster, with a progress bar. It loads if load is set and plays while active. */
export function VideoPlayer({ clip, active, load, paused }: Props) {
  const stage = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const muted = useMuted();
  const url = active || load ? videoUrl(clip) : undefined;
  const video = useBorrowedVideo(stage, url);
  useVideo(video, { url, active, paused, muted });
  useProgress(video, bar, active);
  return (
    <>
      <div ref={stage} aria-hidden className="absolute inset-0">
        <img src={posterUrl(clip)} alt="" className="size-full object-cover" />
      </div>
      <div className="absolute inset-x-0 bottom-0 z-10 h-[3px] bg-mist/20">
        <div ref={bar} className="size-full origin-left scale-x-0 bg-mist/90" />
      </div>
    </>
  );
}
