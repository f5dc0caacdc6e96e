import { createTabStore } from './tabStore';

// The shopper's arms of which this device showed something. The check of an experiment's split counts shoppers by them.

type Arms = Record<string, string>;

const maxArms = 50; // of all experiments so far; those that ended first go first

const isArms = (value: unknown): value is Arms => typeof value === 'object' && value !== null && !Array.isArray(value);
const arms = createTabStore<Arms>('arms', {}, isArms);

/** enterArms returns the experiments whose arm shows something for the first time, and remembers the arms. */
export function enterArms(shown: Arms = {}): string[] {
  const known = arms.get();
  const entered = Object.keys(shown).filter((experiment) => known[experiment] !== shown[experiment]);
  if (entered.length === 0) return entered;
  const others = Object.entries(known).filter(([experiment]) => !(experiment in shown));
  arms.set(Object.fromEntries([...others, ...Object.entries(shown)].slice(-maxArms)));
  return entered;
}

/** forgetArms forgets which arms were shown. */
export const forgetArms = (): void => arms.reset();
