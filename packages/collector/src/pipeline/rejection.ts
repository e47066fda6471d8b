import type { HitErrorCode } from '@hitmark/codec/hit';

/**
 * Why something that was asked of a hit route is no event. Beside a hit's own errors:
 *
 * - `method`: the route does not take the request's method
 * - `url-too-long`, `body-too-large`, `too-many-hits`: over a limit of the configuration
 * - `media-type`: the body is not text/plain in UTF-8
 * - `no-hits`: the body is empty
 * - `request-aborted`: the body ended before its announced length
 */
export type RejectionReason =
  | HitErrorCode
  | 'method'
  | 'url-too-long'
  | 'body-too-large'
  | 'too-many-hits'
  | 'media-type'
  | 'no-hits'
  | 'request-aborted';

/** One thing that was not recorded. Holds nothing that came from outside. */
export interface Rejection {
  readonly reason: RejectionReason;
  /** What was expected. */
  readonly message: string;
}
