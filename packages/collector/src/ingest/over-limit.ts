import type { HitEndpoint, HitOutcome } from '../pipeline/hit/hit-outcome.ts';
import type { OriginFacts } from '../pipeline/request/origin-facts.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import type { Recorder } from './recorder.ts';

/**
 * Refuses what is over a limit of the configuration. Asked before anybody knows whether the hits are allowed:
 * those of unknown sites count as well.
 *
 * @param sites of the events, one for each
 */
export function overLimit(
  { rateLimit, recorder }: { readonly rateLimit: RateLimit | null; readonly recorder: Recorder },
  endpoint: HitEndpoint,
  request: RawRequest,
  { address }: OriginFacts,
  sites: readonly (string | null)[],
): HitOutcome | null {
  if (rateLimit === null) return null;
  const retryAfterSeconds = rateLimit(address, sites);
  if (retryAfterSeconds === 0) return null;
  recorder.receive(endpoint, sites.length);
  recorder.refuse(endpoint, sites, 'rate-limit', request);
  return { kind: 'limited', retryAfterSeconds };
}
