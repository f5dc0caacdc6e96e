import { useEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useRecordClick } from '@/lib/requests/click';

const recorded = new Set<string>(); // the visits logged since the app was loaded

/**
 * useRecordVisit logs that the shopper opened a product: once for each time they came to its page by
 * a link or from outside, and not when they went back or forward to it or loaded it again.
 */
export function useRecordVisit(productId: string): void {
  const { key } = useLocation();
  const how = useNavigationType();
  const { mutate } = useRecordClick();
  useEffect(() => {
    const visit = `${key} ${productId}`;
    const came = how !== NavigationType.Pop || (key === 'default' && !reloaded());
    if (!came || recorded.has(visit)) return;
    recorded.add(visit);
    mutate(productId);
  }, [key, how, productId, mutate]);
}

function reloaded(): boolean {
  const [entry] = performance.getEntriesByType?.('navigation') ?? [];
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'reload';
}
