import { remember, remembered } from '@/lib/remember';

const kind = 'feed-place';
const places = new Map<string, number>();

/** placeIn is where the shopper was in a feed when they last saw it in this tab, else its beginning. */
export const placeIn = (feed: string): number => places.get(feed) ?? remembered<number>(`${kind}:${feed}`, feed) ?? 0;

/** keepPlace notes where the shopper is in a feed. */
export function keepPlace(feed: string, index: number): void {
  places.set(feed, index);
  remember(`${kind}:${feed}`, feed, index);
}
