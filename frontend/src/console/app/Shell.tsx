import { useEffect, useRef, useState } from 'react';
import { Outlet, ScrollRestoration, useLocation } from 'react-router';
import { Button } from '@/components/Button';
import { Toaster } from '@/components/Toaster';
import type { Member } from '../lib/types';
import { Nav, Title } from './Nav';

/** Shell is the layout around every page: the navigation at the left, or in a menu on phones. */
export function Shell({ member }: { member: Member }) {
  const { pathname } = useLocation();
  const [openAt, setOpenAt] = useState<string>(); // the page on which the menu is open, so that the next page closes it
  const open = openAt === pathname;
  const menu = useRef<HTMLButtonElement>(null);
  const main = useFocusOnNavigation();
  const close = () => {
    setOpenAt(undefined);
    menu.current?.focus();
  };
  return (
    <div className="min-h-full md:grid md:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-full bg-paper px-5 py-3 font-semibold text-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      {/* Escape anywhere in the header closes the menu. */}
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <header
        onKeyDown={(e) => e.key === 'Escape' && open && close()}
        className="sticky top-0 z-30 border-night-line bg-night max-md:border-b md:h-dvh md:overflow-y-auto md:border-r"
      >
        <div className="flex min-h-14 items-center justify-between gap-3 px-4 md:pt-5">
          <Title />
          <Button
            ref={menu}
            look="outline"
            size="sm"
            aria-expanded={open}
            aria-controls="menu"
            className="md:hidden"
            onClick={() => setOpenAt(open ? undefined : pathname)}
          >
            Menu
          </Button>
        </div>
        <div id="menu" className={open ? '' : 'max-md:hidden'}>
          <Nav member={member} />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="min-w-0 outline-none">
        <Outlet />
      </main>
      <Toaster />
      <ScrollRestoration />
    </div>
  );
}

// A new page takes the focus, so that keyboard users start at its top.
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}
