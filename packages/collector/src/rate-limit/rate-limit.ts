import type { Logger } from 'pino';
import type { Options } from '../configuration/index.ts';
import { rateKey } from '../pipeline/request/rate-key.ts';
import { createLimiter, type Limiter } from './limiter.ts';

/**
 * Takes the events of a request from its limits.
 *
 * @param address whole address that it comes from
 * @param sites of its events; null: an event names none
 * @returns seconds after which they may be sent again; 0: they may be stored
 */
export type RateLimit = (address: string, sites: readonly (string | null)[]) => number;

const windowMs = 60_000;

/** Makes the limits of events a minute; null where none is configured. */
export function createRateLimit(
  { rateLimits: { addressPerMinute, sitePerMinute } }: Pick<Options, 'rateLimits'>,
  log: Logger,
): RateLimit | null {
  const byAddress = limiterOf('address', addressPerMinute);
  const bySite = limiterOf('site', sitePerMinute);
  if (byAddress === null && bySite === null) return null;
  const logged = { address: -Infinity, site: -Infinity };

  function limiterOf(by: 'address' | 'site', points: number | null): Limiter | null {
    if (points === null) return null;
    const message = `too many different keys for the limit by ${by}: new ones are not limited this minute`;
    const onFull = (): void => log.warn({ event: 'rate-limit-full', by }, message);
    return createLimiter({ points, windowMs, onFull });
  }

  /** Logged once a window, without the address: a flood must not become one of log lines. */
  function refuse(by: 'address' | 'site', waitMs: number): number {
    if (performance.now() - logged[by] >= windowMs) {
      logged[by] = performance.now();
      log.warn({ event: 'rate-limited', by }, 'events over the limit a minute are refused');
    }
    return Math.ceil(waitMs / 1_000);
  }

  return (address, sites) => {
    if (byAddress !== null) {
      const waitMs = byAddress.take(rateKey(address), sites.length);
      if (waitMs > 0) return refuse('address', waitMs);
    }
    if (bySite !== null) {
      for (const [site, events] of countBySite(sites)) {
        const waitMs = bySite.take(site, events);
        if (waitMs > 0) return refuse('site', waitMs);
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
