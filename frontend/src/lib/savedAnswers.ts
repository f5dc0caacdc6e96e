import type { QueryClient } from '@tanstack/react-query';
import { currentShopper } from './auth/session';
import { currentEpochs, picksFamily, picksKey, resumeEpochs, type Epochs } from './cardEpochs';
import { createPersonalStore } from './personalData';
import { isRestored } from './restored';

// The answers of the API that the shopper saw last. With them, a page that the browser discarded shows the same results at
// the same place, and the app shows the last cards without a network. docs/privacy.md lists them.

type Answer = { key: readonly unknown[]; data: unknown; at: number };
type Saved = { uid: string; epochs: Epochs; answers: Answer[] };

const families = new Set<unknown>([picksFamily, 'posts', 'post', 'search', 'product', 'similar', 'categories']);
const maxAnswers = 40;
const maxAgeMs = 7 * 86_400_000;
const maxPostsAgeMs = 3_600_000; // after that, a reload shows the newest feed

const saved = createPersonalStore<Saved | null>(null, {
  area: 'local',
  key: 'answers',
  isValid: (value): value is Saved =>
    typeof value === 'object' && value !== null && 'uid' in value && 'epochs' in value && 'answers' in value,
});

/** saveAnswers stores the latest answers in the cache of the current shopper. */
export function saveAnswers(client: QueryClient): void {
  const uid = currentShopper()?.uid ?? saved.get()?.uid;
  if (!uid) return;
  const answers = client
    .getQueryCache()
    .getAll()
    .filter(({ queryKey, state }) => families.has(queryKey[0]) && state.status === 'success')
    .map(({ queryKey, state }) => ({ key: queryKey, data: state.data, at: state.dataUpdatedAt }))
    .sort((a, b) => b.at - a.at)
    .slice(0, maxAnswers);
  if (answers.length > 0) saved.set({ uid, epochs: currentEpochs(), answers });
}

/** forgetAnswers removes the saved answers. */
export const forgetAnswers = (): void => saved.reset();

/**
 * restoreAnswers puts the saved answers into the cache and returns the shopper to whom they belong, or undefined if there
 * are none. A newly opened app gets its cards from the API; without a network it shows the last ones.
 */
export function restoreAnswers(client: QueryClient): string | undefined {
  const last = saved.get();
  const shopper = currentShopper()?.uid;
  if (!last || (shopper !== undefined && shopper !== last.uid)) return undefined;
  const oldest = Date.now() - maxAgeMs;
  let answers = last.answers.filter((answer) => answer.at > oldest && (!isPosts(answer) || resumesPosts(answer)));
  if (isRestored()) resumeEpochs(last.epochs);
  else if (navigator.onLine) answers = answers.filter((answer) => !isPicks(answer));
  else answers = [...answers.filter((answer) => !isPicks(answer)), ...answers.filter(isPicks).map(inSlot)];
  for (const { key, data, at } of answers) client.setQueryData(key, data, { updatedAt: at });
  return last.uid;
}

const isPicks = ({ key }: Answer) => key[0] === picksFamily;

const isPosts = ({ key }: Answer) => key[0] === 'posts' || key[0] === 'post';

// A reloaded feed keeps its place, so it needs the same posts.
const resumesPosts = ({ at }: Answer) => !navigator.onLine || (isRestored() && at > Date.now() - maxPostsAgeMs);

// A newly opened feed begins with the first card, which then shows the latest picks.
const inSlot = (answer: Answer, slot: number): Answer => ({ ...answer, key: picksKey(slot, currentEpochs().latest) });
