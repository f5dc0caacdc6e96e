import { afterEach, expect, test, vi } from 'vitest';
import { clearPersonalData, clearSessionData, createPersonalStore } from '@/lib/personalData';
import { createStore, type Persistence } from '@/lib/store';

const isNumber = (value: unknown): value is number => typeof value === 'number';
const saved = (area: 'local' | 'session'): Persistence<number> => ({ area, key: 'number', isValid: isNumber });

afterEach(() => vi.unstubAllGlobals());

test('a store notifies its subscribers of changes until they unsubscribe', () => {
  const store = createStore(1);
  const listener = vi.fn();
  const unsubscribe = store.subscribe(listener);
  store.set(2);
  expect(store.get()).toBe(2);
  unsubscribe();
  store.set(3);
  expect(listener).toHaveBeenCalledTimes(1);
});

test('a persisted value survives a reload until the store is reset', () => {
  createStore(0, saved('session')).set(7);
  const reloaded = createStore(0, saved('session'));
  expect(reloaded.get()).toBe(7);
  reloaded.reset();
  expect(reloaded.get()).toBe(0);
  expect(createStore(0, saved('session')).get()).toBe(0);
});

test.each(['not json', '"no number"', 'null'])('a persisted %s is ignored', (text) => {
  localStorage.setItem('shopfyp-number', text);
  expect(createStore(1, saved('local')).get()).toBe(1);
});

test('a store keeps working if the storage is full', () => {
  const removeItem = vi.fn();
  vi.stubGlobal('sessionStorage', {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError');
    },
    removeItem,
    getItem: () => null,
  });
  const store = createStore(0, saved('session'));
  store.set(1);
  expect(store.get()).toBe(1);
  expect(removeItem).toHaveBeenCalledWith('shopfyp-number');
});

test('clearSessionData keeps local data, and clearPersonalData removes both', () => {
  const [local, session] = [createPersonalStore(0, saved('local')), createPersonalStore(0, saved('session'))];
  local.set(1);
  session.set(1);
  clearSessionData();
  expect([local.get(), session.get()]).toEqual([1, 0]);
  session.set(1);
  clearPersonalData();
  expect([local.get(), session.get()]).toEqual([0, 0]);
});
