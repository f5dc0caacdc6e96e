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
    staleTime: Infinity, // the picks of an epoch never change; a new epoch asks anew
    gcTime: 10 * 60_000,
  });

/**
 * useCardPicks gives the picks of the feed's card at a slot, asked for from when it is about to be
 * seen, the epoch they are of, and whether newer ones could be had.
 */
export function useCardPicks(slot: number, aboutToBeSeen: boolean) {
  const { epoch, outdated } = useCardEpoch(slot);
  const picks = useQuery({ ...recommendOptions(slot, epoch), enabled: aboutToBeSeen });
  return { picks, epoch, outdated };
}
