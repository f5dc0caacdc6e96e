import { memo } from 'react';
import { Icon, type IconName } from '@/components/Icon';
import type { Post } from '@/lib/api/types';
import { showToast } from '@/lib/toast';
import { shareLink } from '@/lib/share';
import { compactCount } from '@/lib/time';
import { Avatar } from './Avatar';
import { videoPath } from './order';
import { setMuted, useMuted } from './sound';
import { setCaptions, useCaptions } from './captions';
import { useSaved } from './savedVideos';

type Props = { post: Post; liked: boolean; onLike: (liked: boolean) => void; move: (by: number) => void };

/** ActionRail shows a video's author and the actions on it. */
export const ActionRail = memo(function ActionRail({ post, liked, onLike, move }: Props) {
  const [saved, setSaved] = useSaved(post);
  const muted = useMuted();
  const captions = useCaptions();
  const share = async () => {
    const message = await shareLink({ title: `${post.author} on ShopFYP`, path: videoPath(post.id) });
    if (message) showToast(message);
  };
  return (
    <div className="on-phone-video absolute right-2 bottom-6 z-10 flex flex-col items-center gap-3 md:right-auto md:bottom-4 md:left-full md:ml-4">
      <Avatar post={post} />
      <Action
        icon="heart"
        name="Like"
        count={compactCount((post.likes ?? 0) + (liked ? 1 : 0))}
        pressed={liked}
        tint="text-ember-text"
        onClick={() => onLike(!liked)}
      />
      <Action icon="bookmark" name="Save" pressed={saved} tint="text-gold-text" onClick={() => setSaved(!saved)} />
      <Action icon="share" name="Share" onClick={share} />
      <Action icon={muted ? 'muted' : 'sound'} name="Sound" pressed={!muted} onClick={() => setMuted(!muted)} />
      {post.captionsUrl && (
        <Action icon="captions" name="Captions" pressed={captions} tint="text-gold-text" onClick={() => setCaptions(!captions)} />
      )}
      <div className="mt-2 hidden flex-col gap-2 md:flex">
        <Step icon="up" label="Previous" onClick={() => move(-1)} />
        <Step icon="down" label="Next" onClick={() => move(1)} />
      </div>
    </div>
  );
});

type ActionProps = { icon: IconName; name: string; count?: string; pressed?: boolean; tint?: string; onClick: () => void };

// An Action shows its count below its icon, or its name if it has no count. Screen readers always read the name.
function Action({ icon, name, count, pressed, tint, onClick }: ActionProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className="group flex w-14 flex-col items-center gap-0.5 rounded-2xl"
    >
      <span
        className={`grid size-11 place-items-center rounded-full bg-night/45 transition-transform duration-150 group-active:scale-90 md:bg-night-3 md:group-hover:bg-night-line ${pressed && tint ? tint : 'text-mist'}`}
      >
        <Icon name={icon} filled={Boolean(pressed && tint) && icon !== 'captions'} className="size-6" />
      </span>
      <span className={`text-xs font-semibold text-mist text-shadow-strong ${count ? 'sr-only' : ''}`}>{name}</span>
      {count && <span className="text-xs font-semibold text-mist text-shadow-strong">{count}</span>}
    </button>
  );
}

function Step({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-11 place-items-center rounded-full bg-night-3 text-mist hover:bg-night-line"
    >
      <Icon name={icon} className="size-6" />
    </button>
  );
}
