import { useState } from 'react';
import { Icon } from '@/components/Icon';

type Heart = { id: number; x: number; y: number };

/** useHearts returns the hearts of the latest double taps, and a function that adds one. */
export function useHearts() {
  const [shown, setShown] = useState<Heart[]>([]);
  const burst = (x: number, y: number) => setShown((old) => [...old.slice(-4), { id: (old.at(-1)?.id ?? 0) + 1, x, y }]);
  return { shown, burst };
}

/** Hearts briefly shows a heart at the position of each double tap. */
export function Hearts({ shown }: { shown: Heart[] }) {
  return shown.map(({ id, x, y }) => (
    <span
      key={id}
      aria-hidden
      className="pointer-events-none absolute animate-heart text-ember opacity-0"
      style={{ left: x - 48, top: y - 48 }}
    >
      <Icon name="heart" filled className="size-24" />
    </span>
  ));
}
