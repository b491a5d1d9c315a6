import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GATHER_MS, gathered } from '../src/shared/gathered';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function store() {
  const listeners = new Set<() => void>();
  return {
    listeners,
    change: () => {
      for (const listener of listeners) listener();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

test('the first news is passed on at once, a burst behind it once more', () => {
  const { subscribe, change } = store();
  const listener = vi.fn();
  gathered(subscribe)(listener);
  change();
  expect(listener).toHaveBeenCalledTimes(1);
  for (let n = 0; n < 200; n += 1) change();
  expect(listener).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(GATHER_MS);
  expect(listener).toHaveBeenCalledTimes(2);
});

test('after a quiet time news comes at once again', () => {
  const { subscribe, change } = store();
  const listener = vi.fn();
  gathered(subscribe)(listener);
  change();
  vi.advanceTimersByTime(GATHER_MS);
  change();
  expect(listener).toHaveBeenCalledTimes(2);
});

test('who has left hears nothing, and the last one takes the subscription along', () => {
  const { subscribe, change, listeners } = store();
  const told = gathered(subscribe);
  const [first, second] = [vi.fn(), vi.fn()];
  const leave = told(first);
  const leaveToo = told(second);
  leave();
  change();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
  leaveToo();
  expect(listeners.size).toBe(0);
});
