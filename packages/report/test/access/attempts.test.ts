import { describe, expect, it } from 'vitest';
import { createAttempts } from '../../src/access/attempts.ts';

const limit = { burst: 3, intervalMs: 1_000 };

describe('attempts', () => {
  it('may fail so often at once, and then once in each interval', () => {
    const attempts = createAttempts();
    const begin = (nowMs: number): number => attempts.begin('anna', limit, nowMs);
    expect([begin(0), begin(0), begin(0), begin(0)]).toEqual([0, 0, 0, 1_000]);
    expect([begin(600), begin(999), begin(1_000), begin(1_000)]).toEqual([400, 1, 0, 1_000]);
    expect([begin(9_000), begin(9_000), begin(9_000), begin(9_000)]).toEqual([0, 0, 0, 1_000]);
  });

  it('count for each key by itself, and are forgotten after one that was right', () => {
    const attempts = createAttempts();
    for (let count = 0; count < 3; count += 1) attempts.begin('anna', limit, 0);
    expect(attempts.begin('otto', limit, 0)).toBe(0);
    expect(attempts.begin('anna', limit, 0)).toBe(1_000);
    attempts.succeed('anna');
    expect(attempts.begin('anna', limit, 0)).toBe(0);
  });

  it('lock nobody out for longer than one interval after a clock that was ahead', () => {
    const attempts = createAttempts();
    const begin = (nowMs: number): number => attempts.begin('anna', limit, nowMs);
    expect([begin(9_000_000), begin(500)]).toEqual([0, 1_000]);
    expect([begin(1_499), begin(1_500), begin(1_500)]).toEqual([1, 0, 1_000]);
  });
});
