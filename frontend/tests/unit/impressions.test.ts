import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setVisible, watched } from '../intersection';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  Object.defineProperty(document, 'hidden', { value: false, configurable: true });
});

async function watchOne() {
  const { watch } = await import('@/lib/events/impressions');
  const element = document.body.appendChild(document.createElement('li'));
  const onSeen = vi.fn();
  return { element, onSeen, stop: watch(element, onSeen) };
}

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}

test('half of a product visible for one second is an impression, once', async () => {
  const { element, onSeen } = await watchOne();
  setVisible([element], 0.5);
  vi.advanceTimersByTime(999);
  expect(onSeen).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(onSeen).toHaveBeenCalledTimes(1);
  setVisible([element], 0);
  setVisible([element], 1);
  vi.advanceTimersByTime(5000);
  expect(onSeen).toHaveBeenCalledTimes(1);
  expect(watched()).not.toContain(element);
});

test('less than half, or less than a second, is no impression', async () => {
  const { element, onSeen } = await watchOne();
  setVisible([element], 0.49);
  vi.advanceTimersByTime(5000);
  setVisible([element], 1);
  vi.advanceTimersByTime(900);
  setVisible([element], 0.2);
  vi.advanceTimersByTime(500);
  setVisible([element], 1); // the second begins again
  vi.advanceTimersByTime(900);
  expect(onSeen).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(onSeen).toHaveBeenCalledTimes(1);
});

test('nothing is seen while the page is hidden', async () => {
  const { element, onSeen } = await watchOne();
  setVisible([element]);
  vi.advanceTimersByTime(900);
  setHidden(true);
  vi.advanceTimersByTime(5000);
  expect(onSeen).not.toHaveBeenCalled();
  setHidden(false); // the second begins again
  vi.advanceTimersByTime(900);
  expect(onSeen).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(onSeen).toHaveBeenCalledTimes(1);
});

test('a product that leaves the page is not seen', async () => {
  const { element, onSeen, stop } = await watchOne();
  setVisible([element]);
  stop();
  vi.advanceTimersByTime(5000);
  expect(onSeen).not.toHaveBeenCalled();
});
