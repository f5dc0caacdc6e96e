import { NavLink, Link } from 'react-router';
import { Button } from '@/components/Button';
import { Icon, type IconName } from '@/components/Icon';
import { Logo } from '@/components/Logo';
import { useMay } from '../lib/member';
import { access } from '../lib/session';
import type { Member, Role } from '../lib/types';

const places: { to: string; name: string; icon: IconName; role?: Role }[] = [
  { to: '/', name: 'Today', icon: 'home' },
  { to: '/card', name: 'Card', icon: 'spark' },
  { to: '/searches', name: 'Searches', icon: 'search' },
  { to: '/products', name: 'Products', icon: 'bag' },
  { to: '/rules', name: 'Rules', icon: 'bookmark' },
  { to: '/experiments', name: 'Experiments', icon: 'people' },
  { to: '/index', name: 'Index', icon: 'refresh' },
  { to: '/changes', name: 'Changes', icon: 'clock', role: 'owner' },
];

/** Nav leads to the pages that the member may see, and signs out. */
export function Nav({ member }: { member: Member }) {
  const isOwner = useMay('owner');
  const shown = places.filter((place) => place.role !== 'owner' || isOwner);
  return (
    <div className="flex flex-col gap-4 px-3 pb-4 md:min-h-[calc(100dvh-6rem)] md:pt-4">
      <nav aria-label="Console">
        <ul role="list" className="flex flex-col gap-1">
          {shown.map(({ to, name, icon }) => (
            <li key={to}>
              <NavLink
                to={to}
                end={to === '/'}
                className={({ isActive }) =>
                  `flex min-h-11 items-center gap-3 rounded-2xl px-3 font-semibold ${isActive ? 'bg-night-3 text-mist' : 'text-mist-2 hover:bg-night-2 hover:text-mist'}`
                }
              >
                <Icon name={icon} className="size-5" />
                {name}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="mt-auto flex flex-col items-start gap-3 border-t border-night-line px-2 pt-4 text-sm">
        <p className="[overflow-wrap:anywhere] text-mist-2">
          {member.email} ({member.role})
        </p>
        <Button look="outline" size="sm" onClick={() => void access().then((a) => a.signOut())}>
          Sign out
        </Button>
      </div>
    </div>
  );
}

/** Title is the console's logo and name. */
export const Title = () => (
  <Link to="/" className="flex items-center gap-2.5 rounded-xl px-1">
    <Logo className="size-8" />
    <span className="font-display text-xl font-bold tracking-tight">Console</span>
  </Link>
);
