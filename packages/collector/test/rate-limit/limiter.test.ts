import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/rate-limit/limiter.ts';

const windowMs = 60_000;

function start(points: number, maxKeys?: number) {
  let time = 1_000;
  let full = 0;
  const limiter = createLimiter({
    points,
    windowMs,
    ...(maxKeys === undefined ? {} : { maxKeys }),
    onFull: () => (full += 1),
    now: () => time,
  });
  return {
    take: (key: string, taken: number) => limiter.take(key, taken),
    pass: (ms: number) => void (time += ms),
    full: () => full,
  };
}

describe('a limiter', () => {
  it('lets each key take its points, and then none until the window ends', () => {
    const { take, pass } = start(3);
    expect([take('a', 2), take('a', 1)]).toEqual([0, 0]);
    expect(take('a', 1)).toBe(windowMs);
    pass(windowMs - 1);
    expect(take('a', 1)).toBe(1);
    expect(take('b', 3)).toBe(0);
  });

  it('takes all points or none', () => {
    const { take } = start(3);
    expect(take('a', 4)).toBeGreaterThan(0);
    expect(take('a', 3)).toBe(0);
  });

  it('begins anew with each window', () => {
    const { take, pass } = start(1);
    expect([take('a', 1), take('a', 1)]).toEqual([0, windowMs]);
    pass(windowMs);
    expect([take('a', 1), take('a', 1)]).toEqual([0, windowMs]);
  });

  it('counts no more keys than it may, says so once a window, and still limits those it knows', () => {
    const { take, pass, full } = start(1, 2);
    for (const key of ['a', 'b']) expect(take(key, 1)).toBe(0);
    expect(full()).toBe(0);
    for (const key of ['c', 'c', 'd']) expect(take(key, 1)).toBe(0);
    expect(full()).toBe(1);
    expect(take('a', 1)).toBeGreaterThan(0);
    pass(windowMs);
    for (const key of ['c', 'd', 'e']) expect(take(key, 1)).toBe(0);
    expect([take('c', 1), full()]).toEqual([windowMs, 2]);
  });
});
