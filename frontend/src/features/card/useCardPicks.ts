import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '@/lib/api/client';
import { shopperId } from '@/lib/auth/session';
import { cardShows, useCardEpoch } from '@/lib/steering';

const recommendOptions = (slot: number, epoch: number) =>
  queryOptions({
    queryKey: ['recommend', slot, epoch],
    queryFn: async ({ signal }) => {
      const userId = await shopperId();
      return take(
        api.GET('/api/recommend/{userId}', { params: { path: { userId }, query: { limit: 3, seen: cardShows() } }, signal }),
      );
    },
    gcTime: 10 * 60_000,
  });

/**
 * useCardPicks gives the picks of the feed's card at a slot, asked for from when it is about to be
 * seen, the epoch they are of, and whether newer ones could be had. Picks that only stand in for the
 * shopper's own are asked for again whenever they are about to be seen, and stay while they are active.
 */
export function useCardPicks(slot: number, { active, aboutToBeSeen }: { active: boolean; aboutToBeSeen: boolean }) {
  const { epoch, outdated } = useCardEpoch(slot);
  const picks = useQuery({
    ...recommendOptions(slot, epoch),
    enabled: active || aboutToBeSeen,
    // The picks of an epoch never change; a new epoch asks anew.
    staleTime: ({ state }) => (state.data?.fallback && !active ? 0 : Infinity),
  });
  return { picks, epoch, outdated };
}
