import { useEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useRecordClick } from '@/lib/requests/useRecordClick';

const recorded = new Set<string>(); // the visits logged since the app started

/**
 * useRecordVisit logs that the shopper opened a product through a link or from another site. It logs each
 * visit once. Going back, going forward and reloading do not count as visits.
 */
export function useRecordVisit(productId: string): void {
  const { key } = useLocation();
  const navigationType = useNavigationType();
  const { mutate } = useRecordClick();
  useEffect(() => {
    const visit = `${key} ${productId}`;
    const isVisit = navigationType !== NavigationType.Pop || (key === 'default' && !isReload());
    if (!isVisit || recorded.has(visit)) return;
    recorded.add(visit);
    mutate(productId);
  }, [key, navigationType, productId, mutate]);
}

function isReload(): boolean {
  const [entry] = performance.getEntriesByType?.('navigation') ?? [];
  return (entry as PerformanceNavigationTiming | undefined)?.type === 'reload';
}
