import { useEffect, useRef } from 'react';
import type { Card } from '@/lib/api/types';
import { viewedItem } from '@/lib/events/track';

/** useViewItem reports each time that the shopper comes to a product page, as soon as there is something to see. */
export function useViewItem(product: Card | undefined): void {
  const viewed = useRef<string>(undefined);
  useEffect(() => {
    if (!product || viewed.current === product.productId) return;
    viewed.current = product.productId;
    viewedItem(product);
  }, [product]);
}
