import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, unwrap } from '@/lib/api/client';
import { isNoAccount } from '@/lib/auth/refusal';
import { shopperId } from '@/lib/auth/session';
import { cardViews, picksKey, useCardEpoch } from '@/lib/cardEpochs';

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
    queryKey: picksKey(slot, epoch),
    queryFn: async ({ signal }) => {
      try {
        return await personalPicks(await shopperId(), signal);
      } catch (error) {
        if (!isNoAccount(error)) throw error;
        return await popularPicks(signal);
      }
    },
    gcTime: 10 * 60_000,
    staleTime: Infinity, // the picks of an epoch never change; a new epoch has a new key
  });

/**
 * useCardPicks returns the products of the card at a slot, their epoch, and whether newer picks are
 * available. It fetches them when the card is near the screen. It fetches fallback picks again when
 * the shopper comes back to the card, but never while they look at it.
 */
export function useCardPicks(slot: number, { active, near }: { active: boolean; near: boolean }) {
  const { epoch, outdated } = useCardEpoch(slot);
  const picks = useQuery({ ...picksOptions(slot, epoch), enabled: active || near });
  const client = useQueryClient();
  const expired = !active && picks.data?.fallback !== undefined;
  useEffect(() => {
    if (expired) void client.invalidateQueries({ queryKey: picksKey(slot, epoch), refetchType: 'none' });
  }, [client, expired, picks.dataUpdatedAt, slot, epoch]);
  return { picks, epoch, outdated };
}
