import type { Rejection } from '../request/rejection.ts';
import type { PostedProblem } from '../posted-event/posted-event.ts';

/** The three ways to send a hit: the JS pixel, the image pixel, a POST of several. */
export type HitEndpoint = 'script' | 'pixel' | 'hits';

/** HitOutcome of a request for a hit. */
export type HitOutcome =
  /** Every good hit is on disk; late: but not yet on the replicas, as the operator allows. */
  | { readonly kind: 'stored'; readonly setCookie: string | null; readonly isLate?: boolean }
  /** HitOutcome of the events that a site's own server has posted in JSON. */
  | {
      readonly kind: 'posted';
      readonly stored: number;
      readonly duplicate: number;
      readonly errors: readonly PostedProblem[];
      readonly isLate?: boolean;
    }
  /** Rejected: nothing was recorded, because of the request's contents. */
  | {
      readonly kind: 'rejected';
      readonly status: 400 | 401 | 403 | 405 | 413 | 414 | 415;
      readonly rejection: Rejection;
    }
  /** Refused: nothing is promised, because of the collector; to be sent again. */
  | { readonly kind: 'refused' }
  /** Limited: nothing was stored, because too much was sent; to be sent again later. */
  | { readonly kind: 'limited'; readonly retryAfterSeconds: number }
  /** HEAD: what GET would say, nothing recorded. */
  | { readonly kind: 'head' }
  /** OPTIONS: a CORS preflight, which hitmark's tag never causes. */
  | { readonly kind: 'preflight' };

/** Methods that each endpoint takes. */
export const hitMethods = {
  script: ['GET', 'HEAD', 'OPTIONS'],
  pixel: ['GET', 'HEAD', 'OPTIONS'],
  hits: ['POST', 'OPTIONS'],
} as const;

/** The outcome of a request with a body that holds no hits. */
export function wrongMediaType(): HitOutcome {
  const message =
    "expected text/plain in UTF-8, or application/json with Authorization: Bearer and a site's key; without Content-Encoding";
  return reject(415, 'media-type', message);
}

/** The outcome of a request that is rejected as a whole. */
export function reject(
  status: 400 | 401 | 403 | 405 | 413 | 414 | 415,
  reason: Rejection['reason'],
  message: string,
): HitOutcome {
  return { kind: 'rejected', status, rejection: { reason, message } };
}

/**
 * The outcome of a request none of whose hits is taken.
 *
 * @param rejections of its hits, one at least
 */
export function rejectAll(
  rejections: readonly [Rejection, ...Rejection[]],
): Extract<HitOutcome, { kind: 'rejected' }> {
  // A hit that could be read and is not allowed says more than one that could not be read.
  const notAllowed = rejections.find(({ reason }) => isNotAllowed(reason));
  return notAllowed === undefined
    ? { kind: 'rejected', status: 400, rejection: rejections[0] }
    : { kind: 'rejected', status: 403, rejection: notAllowed };
}

function isNotAllowed(reason: Rejection['reason']): boolean {
  return reason === 'unknown-site' || reason === 'forbidden-origin';
}
