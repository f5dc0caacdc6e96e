import { createStore, useStore } from '@/lib/store';

const muted = createStore(true); // browsers block sound until the shopper asks for it

/** setMuted mutes or unmutes all videos of the feed. */
export const setMuted = (next: boolean): void => muted.set(next);

/** useMuted reports whether the feed is muted. */
export const useMuted = () => useStore(muted);
