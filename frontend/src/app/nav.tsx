import { Link, NavLink, useLocation } from 'react-router';
import { Icon, type IconName } from '@/components/Icon';
import { Logo } from '@/components/Logo';
import { useBasketCount } from '@/lib/basket/local';

const places: { to: string; name: string; icon: IconName; also?: RegExp }[] = [
  { to: '/', name: 'For You', icon: 'home', also: /^\/(following$|video\/)/ },
  { to: '/search', name: 'Search', icon: 'search' },
  { to: '/basket', name: 'Basket', icon: 'bag', also: /^\/checkout/ },
  { to: '/you', name: 'You', icon: 'person', also: /^\/saved$/ },
];

/** PlaceIcon is the icon of a place, with the number of items on that of the basket. */
function PlaceIcon({ name, count, filled }: { name: IconName; count: number; filled: boolean }) {
  return (
    <span className="relative">
      <Icon name={name} filled={filled} className="size-6" />
      {count > 0 && (
        <span
          aria-hidden
          className="absolute -top-1.5 -right-2.5 min-w-5 rounded-full bg-ember px-1 text-center text-[11px] leading-5 font-bold text-ink tabular-nums"
        >
          {Math.min(count, 99)}
        </span>
      )}
    </span>
  );
}

function usePlaces() {
  const { pathname } = useLocation();
  const items = useBasketCount();
  return places.map((place) => ({
    ...place,
    current: pathname === place.to || Boolean(place.also?.test(pathname)),
    count: place.to === '/basket' ? items : 0,
  }));
}

// labelOf adds the number of items, which the icon shows, to the name for screen readers.
const labelOf = (name: string, count: number) =>
  count > 0 ? `${name}, ${count === 1 ? '1 item' : `${count} items`}` : undefined;

/** BottomNav is the navigation on phones. */
export function BottomNav() {
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 flex h-(--nav) border-t border-night-line/70 bg-night pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {usePlaces().map(({ to, name, icon, current, count }) => (
        <Link
          key={to}
          to={to}
          aria-current={current ? 'page' : undefined}
          aria-label={labelOf(name, count)}
          className={`flex flex-1 flex-col items-center justify-center gap-0.5 text-xs font-semibold outline-offset-[-4px] ${current ? 'text-mist' : 'text-mist-2 hover:text-mist'}`}
        >
          <PlaceIcon name={icon} count={count} filled={current && icon !== 'search' && icon !== 'bag'} />
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
        {usePlaces().map(({ to, name, icon, current, count }) => (
          <NavLink
            key={to}
            to={to}
            end
            aria-current={current ? 'page' : undefined}
            aria-label={labelOf(name, count)}
            className={`flex min-h-13 items-center gap-4 rounded-2xl px-4 font-semibold max-xl:min-h-15 max-xl:flex-col max-xl:justify-center max-xl:gap-1 max-xl:px-1 max-xl:text-xs ${current ? 'bg-night-3 text-mist' : 'text-mist-2 hover:bg-night-2 hover:text-mist'}`}
          >
            <PlaceIcon name={icon} count={count} filled={current && icon !== 'search' && icon !== 'bag'} />
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
