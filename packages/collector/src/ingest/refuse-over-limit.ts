import type { HitEndpoint, HitOutcome } from '../pipeline/hit/hit-outcome.ts';
import type { OriginFacts } from '../pipeline/request/origin-facts.ts';
import type { RawRequest } from '../pipeline/request/raw-request.ts';
import type { RateLimit } from '../rate-limit/rate-limit.ts';
import type { Recorder } from './recorder.ts';

/** A request whose events are counted against the limits. */
interface LimitedRequest {
  readonly endpoint: HitEndpoint;
  readonly request: RawRequest;
  readonly origin: OriginFacts;
  /** Sites of the events, one for each. */
  readonly sites: readonly (string | null)[];
}

/**
 * Refuses a request over the rate limits; null: it is within them. Called before the hits are checked, so those
 * of unknown sites count too.
 */
export function refuseOverLimit(
  { endpoint, request, origin, sites }: LimitedRequest,
  { rateLimit, recorder }: { readonly rateLimit: RateLimit | null; readonly recorder: Recorder },
): HitOutcome | null {
  if (rateLimit === null) return null;
  const retryAfterSeconds = rateLimit(origin.address, sites);
  if (retryAfterSeconds === 0) return null;
  recorder.receive(endpoint, sites.length);
  recorder.refuse(endpoint, sites, 'rate-limit', request);
  return { kind: 'limited', retryAfterSeconds };
}
