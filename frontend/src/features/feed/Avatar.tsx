import { Icon } from '@/components/Icon';
import type { Post } from '@/lib/api/types';
import { colorsOf } from './posts';
import { usePreference } from './preferences';

/** Avatar shows a post's author and toggles following them. */
export function Avatar({ post }: { post: Post }) {
  const [followed, setFollowed] = usePreference('followed', post.handle);
  const [from, to] = colorsOf(post);
  return (
    <button
      type="button"
      aria-pressed={followed}
      aria-label={`Follow ${post.author}`}
      onClick={() => setFollowed(!followed)}
      className="on-video relative mb-2 grid size-12 place-items-center rounded-full border-2 border-mist font-display text-lg font-bold text-night"
      style={{ background: `linear-gradient(140deg, ${from}, ${to})` }}
    >
      <span aria-hidden className="grid size-8 place-items-center rounded-full bg-mist/85">
        {post.author.charAt(0)}
      </span>
      <span
        aria-hidden
        className={`absolute -bottom-2 grid size-5 place-items-center rounded-full ${followed ? 'bg-mist text-night' : 'bg-ember text-ink'}`}
      >
        <Icon name={followed ? 'check' : 'plus'} className="size-3.5" />
      </span>
    </button>
  );
}
