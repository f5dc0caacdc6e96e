import { textOf } from '../../lib/forms';
import type { Arm, Settings } from '../../lib/types';

/** The settings that are numbers, with their names and their largest values. */
export const numbers = [
  { key: 'wordsWeight', name: 'Weight of words', most: 2 },
  { key: 'coOccurrenceWeight', name: 'Weight of related products', most: 2 },
  { key: 'diversity', name: 'Diversity', most: 1 },
] as const;

/** settingsText says in words what an arm changes. */
export function settingsText(settings: Settings): string {
  const parts = [
    settings.ranker && `ranker ${settings.ranker}`,
    ...numbers.map(({ key, name }) => settings[key] !== undefined && `${name.toLowerCase()} ${settings[key]}`),
    settings.rules !== undefined && `rules ${settings.rules ? 'on' : 'off'}`,
  ].filter(Boolean);
  return parts.join(', ') || 'The shop’s own settings';
}

/** armsOf returns the arms that a form describes. Fields of an arm end with its number. */
export const armsOf = (form: FormData, arms: number): Arm[] => Array.from({ length: arms }, (_, i) => armOf(form, i));

function armOf(form: FormData, i: number): Arm {
  const text = (name: string) => textOf(form, `${name}-${i}`).trim();
  const ranker = text('ranker') as '' | NonNullable<Settings['ranker']>;
  const settings: Settings = { ...(ranker && { ranker }), ...(text('rules') && { rules: text('rules') === 'on' }) };
  for (const { key } of numbers) if (text(key)) settings[key] = Number(text(key));
  return { id: text('id'), weight: Number(text('weight')), settings };
}

/** idOf makes the ID of an experiment from its name: "More words!" is "more-words". */
export const idOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, 30)
    .replace(/-+$/, '');
