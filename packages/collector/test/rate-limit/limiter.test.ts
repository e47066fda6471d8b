import { describe, expect, it } from 'vitest';
import { createLimiter } from '../../src/rate-limit/limiter.ts';

const minute = 60_000;

describe('a limiter', () => {
  it('lets each key take its points, and then none', async () => {
    const limiter = createLimiter(3, minute);
    expect([await limiter.take('a', 2), await limiter.take('a', 1)]).toEqual([0, 0]);
    const waitMs = await limiter.take('a', 1);
    expect(waitMs).toBeGreaterThan(0);
    expect(waitMs).toBeLessThanOrEqual(minute);
    expect(await limiter.take('b', 3)).toBe(0);
  });

  it('takes all that is asked or nothing', async () => {
    const limiter = createLimiter(3, minute);
    expect(await limiter.take('a', 4)).toBeGreaterThan(0);
  });

  it('begins anew with each window', async () => {
    const limiter = createLimiter(1, 100);
    expect(await limiter.take('a', 1)).toBe(0);
    expect(await limiter.take('a', 1)).toBeGreaterThan(0);
    await expect.poll(() => limiter.take('a', 1)).toBe(0);
  });

  it('remembers no more keys than it may, and still counts those it knows', async () => {
    const limiter = createLimiter(1, minute, 2);
    for (const key of ['a', 'b', 'c']) expect(await limiter.take(key, 1)).toBe(0);
    expect(await limiter.take('c', 1)).toBe(0);
    expect(await limiter.take('a', 1)).toBeGreaterThan(0);
  });
});
