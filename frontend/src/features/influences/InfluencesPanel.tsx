import { Link } from 'react-router';
import { short } from '@/components/because';
import { Icon } from '@/components/Icon';
import type { Interaction } from '@/lib/api/types';
import { useRecent } from '@/lib/requests/history';

/** SteeringPanel says beside the feed what the next card will follow, and how far away it is. */
export function SteeringPanel({ videosLeft }: { videosLeft: number }) {
  const recent = useRecent();
  const steering = recent.data?.interactions.filter((x) => x.steers).slice(0, 3);
  return (
    <section aria-labelledby="steering-title" className="rounded-3xl border border-night-line bg-night/70 p-5">
      <p className="flex items-center gap-1.5 text-[13px] font-semibold text-lilac">
        <Icon name="spark" filled className="size-4" />
        {distance(videosLeft)}
      </p>
      <h2 id="steering-title" className="mt-0.5 font-display text-xl font-bold">
        Your next card
      </h2>
      <div className="mt-3 min-h-38">
        {steering === undefined ? null : steering.length === 0 ? (
          <p className="text-[15px] text-mist-2">
            You are new here, so it will show what is popular.{' '}
            <Link to="/search" className="font-semibold text-lilac underline underline-offset-3">
              Search for something
            </Link>{' '}
            and it will follow.
          </p>
        ) : (
          <ol className="flex flex-col gap-2">
            {steering.map((x) => (
              <Steer key={x.id} interaction={x} />
            ))}
          </ol>
        )}
      </div>
      <Link
        to="/you"
        className="mt-3 inline-flex min-h-9 items-center gap-1.5 rounded-full text-sm font-semibold text-mist-2 hover:text-mist"
      >
        All it knows about you <Icon name="more" className="size-4" />
      </Link>
    </section>
  );
}

function distance(videosLeft: number): string {
  if (videosLeft === 0) return 'Here it is';
  return videosLeft === 1 ? 'Right after this video' : `In ${videosLeft} videos`;
}

function Steer({ interaction }: { interaction: Interaction }) {
  const { type, query, title, productId } = interaction;
  return (
    <li className="flex items-center gap-3 rounded-2xl bg-night-3 px-3 py-2.5">
      <Icon name={type === 'search' ? 'search' : 'bag'} className="size-5 text-lilac" />
      <span className="min-w-0 text-sm leading-tight">
        <span className="block text-xs text-mist-2">{type === 'search' ? 'You searched' : 'You opened'}</span>
        <span className="line-clamp-1 font-semibold">
          {type === 'search' ? `“${short(query ?? '', 40)}”` : (title ?? productId)}
        </span>
      </span>
    </li>
  );
}
