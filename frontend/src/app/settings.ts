/** cardEvery is the number of videos between two cards: VITE_CARD_EVERY at build time, or 3. */
export const cardEvery = positiveInteger(import.meta.env.VITE_CARD_EVERY, 3);

function positiveInteger(text: string | undefined, fallback: number): number {
  const n = Number(text);
  return Number.isInteger(n) && n >= 1 ? n : fallback;
}
