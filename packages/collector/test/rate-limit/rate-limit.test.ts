import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { resolveOptions, type PartialOptions } from '../../src/configuration/index.ts';
import { createRateLimit } from '../../src/rate-limit/rate-limit.ts';

function start(file: PartialOptions) {
  const log: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    log.push(JSON.parse(line) as Record<string, unknown>);
  };
  const options = resolveOptions({ file: { limits: { maxHitsPerRequest: 2 }, ...file } });
  return { limit: createRateLimit(options, pino({}, { write })), log };
}

describe('a rate limit', () => {
  it('is none unless one is configured', () => {
    expect(start({}).limit).toBeNull();
  });

  it('counts events by address: a neighbour’s change nothing', () => {
    const { limit } = start({ rateLimits: { addressPerMinute: 3 } });
    expect(limit?.('198.51.100.1', ['a', 'a'])).toBe(0);
    const seconds = limit?.('198.51.100.1', ['a', 'a']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(limit?.('198.51.100.2', ['a'])).toBe(0);
  });

  it('counts events by site, from wherever they come', () => {
    const { limit } = start({ rateLimits: { sitePerMinute: 2 } });
    expect(limit?.('198.51.100.1', ['a', 'b'])).toBe(0);
    expect(limit?.('198.51.100.2', ['a', 'b'])).toBe(0);
    expect(limit?.('198.51.100.3', ['a'])).toBeGreaterThan(0);
    expect(limit?.('198.51.100.3', ['c'])).toBe(0);
    expect(limit?.('198.51.100.3', [null, null])).toBe(0);
  });

  it('is logged once, without the address, however many are refused', () => {
    const { limit, log } = start({ rateLimits: { addressPerMinute: 2 } });
    for (let times = 0; times < 20; times += 1) {
      limit?.('198.51.100.1', ['a']);
    }
    expect(log).toMatchObject([{ event: 'rate-limited', by: 'address' }]);
    expect(JSON.stringify(log)).not.toContain('198.51');
  });
});
