import { memo, useCallback, useEffect, useState } from 'react';
import { Icon } from '@/components/Icon';
import type { Post } from '@/lib/api/types';
import { useShortcuts } from '@/lib/useShortcuts';
import { ActionRail } from './ActionRail';
import { useReducedMotion, useSavesData } from './autoplay';
import { Caption } from './Caption';
import { setCaptions, useCaptions } from './captions';
import { Hearts, useHearts } from './Hearts';
import { usePreference } from './preferences';
import { setMuted, useMuted } from './sound';
import { useTapGestures } from './useTapGestures';
import { VideoPlayer } from './VideoPlayer';

type Props = { post: Post; active: boolean; load: boolean; move: (by: number) => void };

/** VideoPost is a video of the feed with its caption, gestures, shortcuts and actions. */
export const VideoPost = memo(function VideoPost({ post, active, load, move }: Props) {
  const reducedMotion = useReducedMotion();
  const savesData = useSavesData();
  const waits = reducedMotion || savesData; // for a tap
  const [paused, setPaused] = useState(waits);
  const stop = useCallback(() => setPaused(true), []);
  const [liked, setLiked] = usePreference('liked', post.id);
  const muted = useMuted();
  const captions = useCaptions();
  const hearts = useHearts();
  useEffect(() => {
    if (!active) setPaused(waits);
  }, [active, waits]);
  const onClick = useTapGestures({
    onTap: () => setPaused((was) => !was),
    onDoubleTap: (x, y) => {
      setLiked(true);
      hearts.burst(x, y);
    },
  });
  useShortcuts(
    {
      l: () => setLiked(!liked),
      m: () => setMuted(!muted),
      ' ': () => setPaused((was) => !was),
      ...(post.captionsUrl && { c: () => setCaptions(!captions) }),
    },
    active,
  );
  return (
    <div className="relative size-full md:rounded-[28px] md:shadow-2xl">
      <div className="on-video absolute inset-0 overflow-hidden bg-night-2 md:rounded-[28px]">
        <VideoPlayer
          post={post}
          active={active}
          load={savesData ? active && !paused : active || load}
          paused={paused}
          loop={!reducedMotion}
          onStop={stop}
        />
        <button
          type="button"
          aria-label={paused ? 'Play video' : 'Pause video'}
          onClick={onClick}
          className="absolute inset-0 grid cursor-default place-items-center outline-offset-[-6px]"
        >
          {paused && (
            <span className="grid size-20 place-items-center rounded-full bg-night/55 text-mist motion-safe:animate-rise">
              <Icon name="play" filled className="size-9" />
            </span>
          )}
        </button>
        <Hearts shown={hearts.shown} />
        <div
          aria-hidden
          className="pointer-events-none absolute inset-x-0 top-0 h-32 bg-linear-to-b from-night/60 to-transparent"
        />
        <Caption post={post} />
      </div>
      <ActionRail post={post} liked={liked} onLike={setLiked} move={move} />
    </div>
  );
});
