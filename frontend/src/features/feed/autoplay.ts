import { useSyncExternalStore } from 'react';
import { useMedia } from '@/lib/useMedia';

type Connection = EventTarget & { saveData?: boolean; effectiveType?: string };

const connection = () => (navigator as { connection?: Connection }).connection;

/** useSavesData reports whether the shopper saves data, or has a connection that is too slow for videos. */
export function useSavesData(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const of = connection();
      of?.addEventListener('change', onChange);
      return () => of?.removeEventListener('change', onChange);
    },
    () => Boolean(connection()?.saveData || connection()?.effectiveType?.endsWith('2g')),
  );
}

/** useReducedMotion reports whether the shopper asked the device for less motion. */
export const useReducedMotion = () => useMedia('(prefers-reduced-motion: reduce)');
