import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  window.visualViewport?.addEventListener('resize', onChange);
  return () => window.visualViewport?.removeEventListener('resize', onChange);
}

/** useVisibleHeight returns the height of the visible part of the page in pixels. A phone's keyboard makes it smaller. */
export const useVisibleHeight = (): number =>
  useSyncExternalStore(subscribe, () => window.visualViewport?.height ?? window.innerHeight);
