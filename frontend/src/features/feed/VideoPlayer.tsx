import { useRef } from 'react';
import { posterUrl, videoUrl, type Clip } from './posts';
import { useMuted } from './sound';
import { useProgress } from './useProgress';
import { useVideo } from './useVideo';

type Props = { clip: Clip; active: boolean; load: boolean; paused: boolean };

/** VideoPlayer is the moving picture and its progress bar. It loads when told, plays when active, and has no controls. */
export function VideoPlayer({ clip, active, load, paused }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const muted = useMuted();
  useVideo(video, { active, paused, muted });
  useProgress(video, bar, active);
  return (
    <>
      <video
        ref={video}
        src={active || load ? videoUrl(clip) : undefined}
        poster={posterUrl(clip)}
        preload={load ? 'auto' : 'none'}
        muted
        loop
        playsInline
        disablePictureInPicture
        disableRemotePlayback
        tabIndex={-1}
        aria-hidden
        className="absolute inset-0 size-full object-cover"
      />
      <div className="absolute inset-x-0 bottom-0 z-10 h-[3px] bg-white/20">
        <div ref={bar} className="size-full origin-left scale-x-0 bg-white/90" />
      </div>
    </>
  );
}
