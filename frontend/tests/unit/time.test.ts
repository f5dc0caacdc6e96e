import { expect, test } from 'vitest';
import { deadline } from '@/lib/time';

const now = new Date(2026, 10, 28, 9, 0).getTime();

test('a deadline within a day is a time, a later one a date', () => {
  expect(deadline(new Date(2026, 10, 28, 18, 0).toISOString(), now).replace(/\s/g, ' ')).toBe('at 6:00 PM');
  expect(deadline(new Date(2026, 11, 24, 18, 0).toISOString(), now)).toBe('on December 24, 2026');
});
