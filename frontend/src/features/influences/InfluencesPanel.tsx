import { Link } from 'react-router';
import { Icon } from '@/components/Icon';
import { truncate } from '@/components/reasonText';
import type { Interaction } from '@/lib/api/types';
import { useRecentHistory } from '@/lib/requests/history';

/** InfluencesPanel shows which interactions influence the next card, and how far away the card is. */
export function InfluencesPanel({ videosLeft }: { videosLeft: number }) {
  const recent = useRecentHistory();
  const influences = recent.data?.interactions.filter((x) => x.steers).slice(0, 3);
  return (
    <section aria-labelledby="influences-title" className="rounded-3xl border border-night-line bg-night/70 p-5">
      <p className="flex items-center gap-1.5 text-[13px] font-semibold text-lilac">
        <Icon name="spark" filled className="size-4" />
        {distance(videosLeft)}
      </p>
      <h2 id="influences-title" className="mt-0.5 font-display text-xl font-bold">
        Your next card
      </h2>
      <div className="mt-3 min-h-38">
        {influences && (influences.length === 0 ? <NoInfluences /> : <InfluenceList influences={influences} />)}
      </div>
      <Link
        to="/you"
        className="mt-3 inline-flex min-h-9 items-center gap-1.5 rounded-full text-sm font-semibold text-mist-2 hover:text-mist"
      >
        See your whole history <Icon name="more" className="size-4" />
      </Link>
    </section>
  );
}

function distance(videosLeft: number): string {
  if (videosLeft === 0) return 'On screen now';
  return videosLeft === 1 ? 'Right after this video' : `In ${videosLeft} videos`;
}

function NoInfluences() {
  return (
    <p className="text-[15px] text-mist-2">
      You’re new here, so it will show popular products.{' '}
      <Link to="/search" className="font-semibold text-lilac underline underline-offset-3">
        Search for something
      </Link>{' '}
      to make it yours.
    </p>
  );
}

function InfluenceList({ influences }: { influences: Interaction[] }) {
  return (
    <ol className="flex flex-col gap-2">
      {influences.map((x) => (
        <Influence key={x.id} interaction={x} />
      ))}
    </ol>
  );
}

function Influence({ interaction }: { interaction: Interaction }) {
  const { type, query, title, productId } = interaction;
  return (
    <li className="flex items-center gap-3 rounded-2xl bg-night-3 px-3 py-2.5">
      <Icon name={type === 'search' ? 'search' : 'bag'} className="size-5 text-lilac" />
      <span className="min-w-0 text-sm leading-tight">
        <span className="block text-xs text-mist-2">{type === 'search' ? 'You searched for' : 'You opened'}</span>
        <span className="line-clamp-1 font-semibold">
          {type === 'search' ? `“${truncate(query ?? '', 40)}”` : (title ?? productId)}
        </span>
      </span>
    </li>
  );
}
