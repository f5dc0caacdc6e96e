import { Link, NavLink } from 'react-router';
import { Icon } from '@/components/Icon';

const tab = 'inline-flex min-h-11 items-center border-b-3 px-2 font-display text-lg font-bold text-shadow-soft';

/** FeedTop shows the tabs and the search button above the feed, or above an empty page. */
export function FeedTop({ onVideo = true }: { onVideo?: boolean }) {
  return (
    <div
      className={`${onVideo ? 'on-video' : ''} pointer-events-none absolute inset-x-0 top-0 z-20 flex justify-center pr-(--aside) md:pt-6`}
    >
      <div
        className={`${onVideo ? 'bg-linear-to-b from-night/60 to-transparent md:rounded-t-[28px]' : ''} flex h-17 w-full items-start justify-between gap-3 px-3 pt-[max(0.5rem,env(safe-area-inset-top))] *:pointer-events-auto md:pt-2 md:w-[calc((100dvh-3rem)*9/16)] md:max-w-[calc(100%-8.5rem)] md:px-5`}
      >
        <nav aria-label="Feeds" className="flex gap-2">
          <NavLink
            end
            to="/"
            className={({ isActive }) =>
              `${tab} ${isActive ? 'border-ember text-mist' : 'border-transparent text-mist/75 hover:text-mist'}`
            }
          >
            For You
          </NavLink>
          <NavLink
            to="/following"
            className={({ isActive }) =>
              `${tab} ${isActive ? 'border-ember text-mist' : 'border-transparent text-mist/75 hover:text-mist'}`
            }
          >
            Following
          </NavLink>
        </nav>
        <Link
          to="/search"
          className="flex min-h-11 min-w-28 items-center gap-2 rounded-full border border-mist/25 bg-night/55 px-4 text-[15px] font-medium text-mist hover:bg-night/75"
        >
          <Icon name="search" className="size-5" /> Search
        </Link>
      </div>
    </div>
  );
}
