import { useQuery } from '@tanstack/react-query';
import type { BasketLine } from '@/lib/api/types';
import { linesOf, useLocalBasket } from '@/lib/basket/local';
import { syncBasket } from '@/lib/basket/sync';
import { loadError } from '@/lib/retry';
import { useOnline } from '@/lib/useOnline';

/**
 * useBasket returns the lines of the basket, which this browser knows without the API, and where the shopper buys them.
 * The basket comes from the API again when the page opens and when it gets the focus.
 */
export function useBasket() {
  const local = useLocalBasket();
  const online = useOnline();
  const query = useQuery({
    queryKey: ['basket'],
    queryFn: syncBasket,
    staleTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
    refetchOnReconnect: 'always',
  });
  const lines = linesOf(local);
  return {
    lines,
    /** where to buy; the address of a shop's checkout lacks changes that are not sent yet */
    checkout: local.checkout?.url && local.pending.length > 0 ? null : local.checkout,
    /** whether prices and availabilities are those of an earlier moment */
    outdated: !online || !query.isSuccess,
    loading: lines.length === 0 && query.isPending && query.fetchStatus === 'fetching',
    error: loadError(query),
    retry: () => void query.refetch(),
  };
}

/** canBuy reports whether a line can be bought now. */
export const canBuy = ({ status }: BasketLine): boolean => status === 'available';
