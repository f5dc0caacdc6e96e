import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { isNoAccount } from '@/lib/auth/refusal';
import { shopperId } from '@/lib/auth/session';
import { cardViews, useCardEpoch } from '@/lib/cardEpochs';

const limit = 3;

const personalPicks = (userId: string, signal: AbortSignal) =>
  unwrap(api.GET('/api/recommend/{userId}', { params: { path: { userId }, query: { limit, seen: cardViews() } }, signal }));

// The card of a shopper without an account is a fallback, so that personal picks replace it as soon as there is one.
const popularPicks = async (signal: AbortSignal) => ({
  ...(await unwrap(api.GET('/api/popular', { params: { query: { limit } }, signal }))),
  fallback: 'popular' as const,
});

const picksOptions = (slot: number, epoch: number) =>
  queryOptions({
    queryKey: ['recommend', slot, epoch],
    queryFn: async ({ signal }) => {
      try {
        return await personalPicks(await shopperId(), signal);
      } catch (error) {
        if (!isNoAccount(error)) throw error;
        return await popularPicks(signal);
      }
    },
    gcTime: 10 * 60_000,
  });

/**
 * useCardPicks returns the products of the card at a slot, their epoch, and whether newer picks are
 * available. It fetches them when the card is near the screen. It fetches fallback picks again each
 * time the card comes near, but never while the card is active.
 */
export function useCardPicks(slot: number, { active, near }: { active: boolean; near: boolean }) {
  const { epoch, outdated } = useCardEpoch(slot);
  const picks = useQuery({
    ...picksOptions(slot, epoch),
    enabled: active || near,
    // The picks of an epoch never change; a new epoch has a new key.
    staleTime: ({ state }) => (state.data?.fallback && !active ? 0 : Infinity),
  });
  return { picks, epoch, outdated };
}
