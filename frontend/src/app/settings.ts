/** cardEvery is how many videos pass between two cards: VITE_CARD_EVERY when the app is built, else 3. */
export const cardEvery = wholeNumber(import.meta.env.VITE_CARD_EVERY, 3);

function wholeNumber(text: string | undefined, otherwise: number): number {
  const n = Number(text);
  return Number.isInteger(n) && n >= 1 ? n : otherwise;
}
