import { Link, NavLink, useLocation } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import { Logo } from '@/components/Logo';

const places: { to: string; name: string; icon: IconName; also?: RegExp }[] = [
  { to: '/', name: 'For You', icon: 'home', also: /^\/(following$|video\/)/ },
  { to: '/search', name: 'Search', icon: 'search' },
  { to: '/you', name: 'You', icon: 'person', also: /^\/saved$/ },
];

function usePlaces() {
  const { pathname } = useLocation();
  return places.map((place) => ({ ...place, current: pathname === place.to || Boolean(place.also?.test(pathname)) }));
}

/** BottomNav is the navigation on phones. */
export function BottomNav() {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--nav) border-t border-night-line/70 bg-night pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {usePlaces().map(({ to, name, icon, current }) => (
        <Link
          key={to}
          to={to}
          aria-current={current ? 'page' : undefined}
          className={`flex flex-1 flex-col items-center justify-center gap-0.5 text-xs font-semibold outline-offset-[-4px] ${current ? 'text-mist' : 'text-mist-2 hover:text-mist'}`}
        >
          <Icon name={icon} filled={current && icon !== 'search'} className="size-6" />
          {name}
        </Link>
      ))}
    </nav>
  );
}

/** SideNav is the navigation on wider screens. */
export function SideNav() {
  return (
    <header className="fixed inset-y-0 left-0 z-30 hidden w-(--side) flex-col gap-8 border-r border-night-line/60 bg-night px-3 py-6 md:flex">
      <Link to="/" className="flex items-center gap-2.5 rounded-xl px-2 max-xl:justify-center">
        <Logo className="size-10" />
        <span className="font-display text-2xl font-bold tracking-tight max-xl:sr-only">ShopFYP</span>
      </Link>
      <nav aria-label="Main" className="flex flex-col gap-1.5">
        {usePlaces().map(({ to, name, icon, current }) => (
          <NavLink
            key={to}
            to={to}
            end
            aria-current={current ? 'page' : undefined}
            className={`flex min-h-13 items-center gap-4 rounded-2xl px-4 font-semibold max-xl:min-h-15 max-xl:flex-col max-xl:justify-center max-xl:gap-1 max-xl:px-1 max-xl:text-xs ${current ? 'bg-night-3 text-mist' : 'text-mist-2 hover:bg-night-2 hover:text-mist'}`}
          >
            <Icon name={icon} filled={current && icon !== 'search'} className="size-6" />
            {name}
          </NavLink>
        ))}
      </nav>
      <p className="mt-auto px-4 text-xs leading-relaxed text-mist-2 max-xl:hidden">
        This is a demo shop. Nothing is for sale. All videos and illustrations were made for it.
      </p>
    </header>
  );
}
