import type { LinkErrorCode } from '@hitmark/codec';

/**
 * Reason why a request is no event. Beside the errors of links themselves:
 *
 * - `invalid-value`: a hit of a site's server has a time that lies ahead, or a member of an event in JSON is
 *   not what it may be
 * - `unknown-member`: an event in JSON has a member that there is none
 * - `wrong-key`: the request has a key that is no site's
 * - `other-site`: a hit names another site than that of its request's key
 * - `method`: the route does not take the request's method
 * - `url-too-long`, `body-too-large`, `too-many-hits`: over a limit of the configuration
 * - `media-type`: the body is neither text/plain in UTF-8 nor, with a site's key, JSON
 * - `no-hits`: the body is empty
 * - `no-unsubscribe`: the body is not `List-Unsubscribe=One-Click`
 * - `request-aborted`: the body ended before its announced length
 * - `redirect-not-allowed`: nobody vouches for where a click would lead
 * - `unknown-site`: the operator lists the sites, and the hit's is none of them
 * - `forbidden-origin`: the hit's page is at none of its site's origins
 * - `internal`: a bug of ours
 */
export type RejectionReason =
  | 'invalid-value'
  | 'unknown-member'
  | LinkErrorCode
  | 'wrong-key'
  | 'other-site'
  | 'method'
  | 'url-too-long'
  | 'body-too-large'
  | 'too-many-hits'
  | 'media-type'
  | 'no-hits'
  | 'no-unsubscribe'
  | 'request-aborted'
  | 'redirect-not-allowed'
  | 'unknown-site'
  | 'forbidden-origin'
  | 'internal';

/** One thing that was not recorded. Holds nothing that came from outside, but for its site and host. */
export interface Rejection {
  readonly reason: RejectionReason;
  /** Expectation that was not met. */
  readonly message: string;
  /**
   * Site that it names, under which it is counted; never for the log.
   * @defaultValue null: it names none
   */
  readonly site?: string | null;
  /** Host that a click would lead to, for the log: the operator may want to allow it. Only of `redirect-not-allowed`. */
  readonly host?: string;
  /** Place of its event in a list that was posted, from 0; for the answer. */
  readonly index?: number;
  /** For the log: where a bug of ours was. Only of `internal`. */
  readonly stack?: string;
}
