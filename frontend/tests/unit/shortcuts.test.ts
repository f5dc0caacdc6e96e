import { act, renderHook } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { useLetterShortcuts, useShortcuts } from '@/lib/useShortcuts';

test('single characters can be turned off; other keys stay', async () => {
  const user = userEvent.setup();
  const [letter, slash, arrow, space] = [vi.fn(), vi.fn(), vi.fn(), vi.fn()];
  renderHook(() => useShortcuts({ j: letter, '/': slash, ArrowDown: arrow, ' ': space }));
  const { result } = renderHook(() => useLetterShortcuts());
  act(() => result.current[1](false));
  await user.keyboard('j/{ArrowDown} ');
  expect([letter, slash, arrow, space].map((action) => action.mock.calls.length)).toEqual([0, 0, 1, 1]);
  expect(localStorage.getItem('shopfyp-letter-shortcuts')).toBe('false');
  act(() => result.current[1](true));
  await user.keyboard('j');
  expect(letter).toHaveBeenCalledOnce();
});
