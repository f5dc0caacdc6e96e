import { useEffect } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { useRecordClick } from '@/lib/requests/useRecordClick';
import { isRestored } from '@/lib/restored';

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
    const isVisit = navigationType !== NavigationType.Pop || (key === 'default' && !isRestored());
    if (!isVisit || recorded.has(visit)) return;
    recorded.add(visit);
    mutate(productId);
  }, [key, navigationType, productId, mutate]);
}
