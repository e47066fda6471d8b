import type { Logger } from 'pino';
import type { Options } from '../configuration/index.ts';
import { readAddress } from '../pipeline/origin-facts.ts';
import { rateKey } from '../pipeline/rate-key.ts';
import type { RequestHead } from '../pipeline/raw-request.ts';
import { createLimiter } from './limiter.ts';

/**
 * Answers in how many seconds a request's events may come again; 0: they may be stored.
 *
 * @param sites of its events; null: it names none
 */
export type RateLimit = (
  request: RequestHead,
  sites: readonly (string | null)[],
) => Promise<number>;

const windowMs = 60_000;

/** Makes the limits of events a minute; null where there is none, and nothing to be paid for. */
export function createRateLimit(
  {
    rateLimits: { addressPerMinute, sitePerMinute },
    trustedProxyHops,
  }: Pick<Options, 'rateLimits' | 'trustedProxyHops'>,
  log: Logger,
): RateLimit | null {
  if (addressPerMinute === null && sitePerMinute === null) return null;
  const byAddress = addressPerMinute === null ? null : createLimiter(addressPerMinute, windowMs);
  const bySite = sitePerMinute === null ? null : createLimiter(sitePerMinute, windowMs);
  const told = { address: -Infinity, site: -Infinity };

  /** Once a window: a flood must not become one of log lines. Without the address. */
  function tell(by: 'address' | 'site', waitMs: number): number {
    if (performance.now() - told[by] >= windowMs) {
      told[by] = performance.now();
      log.warn({ event: 'rate-limited', by }, `events over a limit a minute are refused`);
    }
    return Math.ceil(waitMs / 1_000);
  }

  return async (request, sites) => {
    if (byAddress !== null) {
      const key = rateKey(readAddress(request, trustedProxyHops));
      const waitMs = await byAddress.take(key, sites.length);
      if (waitMs > 0) return tell('address', waitMs);
    }
    if (bySite !== null) {
      for (const [site, events] of countBySite(sites)) {
        const waitMs = await bySite.take(site, events);
        if (waitMs > 0) return tell('site', waitMs);
      }
    }
    return 0;
  };
}

function countBySite(sites: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const site of sites) counts.set(site ?? '', (counts.get(site ?? '') ?? 0) + 1);
  return counts;
}
