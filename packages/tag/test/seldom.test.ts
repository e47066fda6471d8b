import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seldom } from '../src/seldom.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'], now: 1000 });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('seldom', () => {
  it('runs for the first event, and again a quarter of a second later', () => {
    const seen: number[] = [];
    const listener = seldom((event: number) => seen.push(event));
    listener(1);
    vi.advanceTimersByTime(250);
    listener(2);
    expect(seen).toEqual([1, 2]);
  });

  it('does not run for events in between', () => {
    const seen: number[] = [];
    const listener = seldom((event: number) => seen.push(event));
    for (const event of [1, 2, 3]) {
      listener(event);
      vi.advanceTimersByTime(16);
    }
    expect(seen).toEqual([1]);
  });
});
