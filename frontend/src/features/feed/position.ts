import { createPersonalStore } from '@/lib/personalData';

type Positions = Readonly<Record<string, number>>;

const positions = createPersonalStore<Positions>(
  {},
  {
    area: 'session',
    key: 'feed-positions',
    isValid: (value): value is Positions =>
      typeof value === 'object' && value !== null && Object.values(value).every((x) => typeof x === 'number'),
  },
);

/** savedPosition returns the index of the item that the shopper last saw in a feed, or 0. */
export const savedPosition = (feed: string): number => positions.get()[feed] ?? 0;

/** savePosition saves the index of the item that the shopper sees in a feed. */
export const savePosition = (feed: string, index: number): void => positions.set({ ...positions.get(), [feed]: index });

/** forgetPosition removes the saved position of a feed. */
export function forgetPosition(feed: string): void {
  const { [feed]: _, ...others } = positions.get();
  positions.set(others);
}
