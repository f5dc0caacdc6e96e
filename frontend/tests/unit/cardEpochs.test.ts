import { beforeEach, expect, test, vi } from 'vitest';
import type * as CardEpochs from '@/lib/cardEpochs';

let cards: typeof CardEpochs;
beforeEach(async () => {
  sessionStorage.clear();
  vi.resetModules();
  cards = await import('@/lib/cardEpochs');
});

test('a card that is not visible follows every epoch', () => {
  expect(cards.epochOf(0)).toBe(0);
  cards.startEpoch({ keepVisible: true });
  expect(cards.epochOf(0)).toBe(1);
});

test('a click keeps the visible card and renews the others', () => {
  cards.setVisibleCard(0);
  cards.startEpoch({ keepVisible: true });
  expect([cards.epochOf(0), cards.epochOf(1)]).toEqual([0, 1]);
});

test('a search renews the visible card', () => {
  cards.setVisibleCard(0);
  cards.startEpoch({ keepVisible: false });
  expect(cards.epochOf(0)).toBe(1);
});

test('a card is renewed when the shopper leaves it and comes back', () => {
  cards.setVisibleCard(0);
  cards.startEpoch({ keepVisible: true });
  cards.setVisibleCard(null);
  cards.setVisibleCard(0);
  expect(cards.epochOf(0)).toBe(1);
});

test('showing the visible card again changes nothing', () => {
  cards.setVisibleCard(0);
  cards.startEpoch({ keepVisible: true });
  cards.setVisibleCard(0);
  expect(cards.epochOf(0)).toBe(0);
});

test('refreshVisibleCard renews the visible card', () => {
  cards.setVisibleCard(0);
  cards.startEpoch({ keepVisible: true });
  cards.refreshVisibleCard();
  expect(cards.epochOf(0)).toBe(1);
});

test('card views are counted until the next epoch, across reloads', async () => {
  cards.setVisibleCard(0);
  cards.setVisibleCard(0);
  cards.setVisibleCard(null);
  cards.setVisibleCard(1);
  expect(cards.cardViews()).toBe(2);
  vi.resetModules();
  cards = await import('@/lib/cardEpochs');
  expect(cards.cardViews()).toBe(2);
  cards.startEpoch({ keepVisible: true });
  expect(cards.cardViews()).toBe(0);
});
