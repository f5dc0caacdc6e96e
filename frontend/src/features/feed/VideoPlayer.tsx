import { useRef } from 'react';
import { posterUrl, videoUrl, type Clip } from './posts';
import { useMuted } from './sound';
import { useBorrowedVideo } from './useBorrowedVideo';
import { useProgress } from './useProgress';
import { useVideo } from './useVideo';

type Props = { clip: Clip; active: boolean; load: boolean; paused: boolean };

/** VideoPlayer is the moving picture over its poster, and its progress bar. It loads when told, plays when active, and has no controls. */
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
      <div className="absolute inset-x-0 bottom-0 z-10 h-[3px] bg-white/20">
        <div ref={bar} className="size-full origin-left scale-x-0 bg-white/90" />
      </div>
    </>
  );
}
