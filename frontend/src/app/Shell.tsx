import { useEffect, useRef } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigate } from 'react-router';
import { Icon } from '@/components/Icon';
import { Toaster } from '@/components/Toaster';
import { useShortcuts } from '@/lib/useShortcuts';
import { useOnline } from '@/lib/useOnline';
import { BottomNav, SideNav } from './nav';

/** Shell is the layout around every page. */
export function Shell() {
  const navigate = useNavigate();
  const main = useFocusOnNavigation();
  useShortcuts({ '/': () => void navigate('/search') });
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-full bg-paper px-5 py-3 font-semibold text-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <SideNav />
      <main id="main" ref={main} tabIndex={-1} className="min-h-full pb-(--nav) outline-none md:pl-(--side)">
        <Outlet />
      </main>
      <OfflineBadge />
      <BottomNav />
      <Toaster />
      <ScrollRestoration />
    </>
  );
}

// A new page takes the focus, so that keyboard users start at its top. An element that already has the focus keeps it.
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const previous = useRef(pathname);
  useEffect(() => {
    if (previous.current === pathname) return;
    previous.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function OfflineBadge() {
  const online = useOnline();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 top-[calc(4rem+env(safe-area-inset-top))] z-40 flex justify-end md:justify-center"
    >
      {!online && (
        <p className="flex items-center gap-2 rounded-full bg-gold px-4 py-2 text-sm font-bold text-ink shadow-lg motion-safe:animate-rise">
          <Icon name="offline" className="size-4" /> You’re offline
        </p>
      )}
    </div>
  );
}
