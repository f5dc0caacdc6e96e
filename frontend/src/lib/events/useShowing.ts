import { useCallback, useMemo, useState } from 'react';
import type { Card, Reason } from '@/lib/api/types';
import { useIsMeasured } from './consent';
import type { Surface } from './event';
import { watch } from './impressions';
import { Showing, type Answer } from './showing';

/** useShowing returns the showing of an answer. A new one begins when a list that was active no longer is. */
export function useShowing(surface: Surface, answer: Answer | undefined, active = true): Showing | undefined {
  const [state, setState] = useState({ active, ended: 0 });
  // Not when the list becomes active again: the list would render while it scrolls into view.
  if (state.active !== active) setState({ active, ended: state.ended + (active ? 0 : 1) });
  return useMemo(
    () => (answer ? new Showing(surface, answer) : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a showing that ended is not used again
    [surface, answer, state.ended],
  );
}

/** useShown marks a product of a showing: ref its element, opened its link, dismissed after a rejection, used its other controls. */
export function useShown(showing: Showing | undefined, product: Card & { reason?: Reason }, index: number) {
  const measured = useIsMeasured();
  const ref = useCallback(
    (element: Element | null) => (element && showing && measured ? watch(element, () => showing.see(product, index)) : undefined),
    [showing, measured, product, index],
  );
  const used = useCallback(() => showing?.prove(product, index), [showing, product, index]);
  const opened = useCallback(() => showing?.open(product, index), [showing, product, index]);
  const dismissed = useCallback(() => showing?.dismiss(product, index), [showing, product, index]);
  return { ref, used, opened, dismissed };
}
