import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, unwrap } from '@/lib/api/client';
import type { BasketLine } from '@/lib/api/types';
import { shopperId } from '@/lib/auth/session';
import { emptyBasket } from '@/lib/basket/change';
import { purchased } from '@/lib/events/track';
import { historyChanged } from '@/lib/queries';
import { retryRead } from '@/lib/retry';

/** useCheckout records an order in the demo shop. Its ID stays the same, so a repeated order counts once. */
export function useCheckout(onOrdered: (lines: BasketLine[]) => void) {
  const client = useQueryClient();
  const [orderId] = useState(() => crypto.randomUUID());
  return useMutation({
    mutationFn: async (lines: BasketLine[]) => {
      const items = lines.map(({ productId, quantity, price }) => ({ productId, quantity, ...(price && { price }) }));
      return unwrap(api.POST('/api/purchases', { body: { userId: await shopperId(), orderId, items } }));
    },
    retry: retryRead,
    onSuccess: (_, lines) => {
      purchased(lines, orderId);
      onOrdered(lines);
      emptyBasket(lines.map(({ productId }) => productId));
      historyChanged(client, { keepCard: false });
    },
  });
}
