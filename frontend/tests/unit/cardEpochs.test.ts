import { beforeEach, expect, test, vi } from 'vitest';
import type * as Steering from '@/lib/steering';

let steering: typeof Steering;
beforeEach(async () => {
  sessionStorage.clear();
  vi.resetModules();
  steering = await import('@/lib/steering');
});

test('a card not yet seen follows every event', () => {
  expect(steering.epochOf(0)).toBe(0);
  steering.steer({ keepShown: true });
  expect(steering.epochOf(0)).toBe(1);
});

test('the card on screen stands through a click, the others do not', () => {
  steering.showCard(0);
  steering.steer({ keepShown: true });
  expect([steering.epochOf(0), steering.epochOf(1)]).toEqual([0, 1]);
});

test('the card on screen follows a search', () => {
  steering.showCard(0);
  steering.steer({ keepShown: false });
  expect(steering.epochOf(0)).toBe(1);
});

test('a card that was left follows again when it is come back to', () => {
  steering.showCard(0);
  steering.steer({ keepShown: true });
  steering.showCard(null);
  steering.showCard(0);
  expect(steering.epochOf(0)).toBe(1);
});

test('seeing the same card again changes nothing', () => {
  steering.showCard(0);
  steering.steer({ keepShown: true });
  steering.showCard(0);
  expect(steering.epochOf(0)).toBe(0);
});

test('the card on screen can be brought up to date', () => {
  steering.showCard(0);
  steering.steer({ keepShown: true });
  steering.refreshCard();
  expect(steering.epochOf(0)).toBe(1);
});

test('cards seen are counted until something steers, also over a reload', async () => {
  steering.showCard(0);
  steering.showCard(0);
  steering.showCard(null);
  steering.showCard(1);
  expect(steering.cardShows()).toBe(2);
  vi.resetModules();
  steering = await import('@/lib/steering');
  expect(steering.cardShows()).toBe(2);
  steering.steer({ keepShown: true });
  expect(steering.cardShows()).toBe(0);
});
