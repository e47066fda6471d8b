import type { Rejection } from '../request/rejection.ts';
import type { LinkPage } from './page/link-pages.ts';

/** The three kinds of links in email: an open pixel, a click, an unsubscribe. */
export type LinkEndpoint = 'open' | 'click' | 'unsubscribe';

/** Outcome of a request for a link. */
export type LinkOutcome =
  /**
   * Recorded, on disk only where the replicas are late; or, with `pending` or `no`, not known to be: the reader
   * goes on all the same.
   */
  | {
      readonly kind: 'recorded';
      readonly stored: 'yes' | 'disk' | 'pending' | 'no';
      readonly location: string | null;
      readonly setCookie: string | null;
      /** Page for a reader who follows a link that leads nowhere. */
      readonly page: LinkPage;
    }
  /** HEAD, or the page before an unsubscribe: the token is good, nothing is recorded. */
  | { readonly kind: 'read'; readonly location: string | null }
  /** OPTIONS: which methods there are. */
  | { readonly kind: 'options' }
  | RejectedLink;

/** Reason why a request for a link is no event. */
export type RejectedLink =
  /** The token does not verify, or the request can't be one for a link. */
  | {
      readonly kind: 'rejected';
      readonly status: 400 | 404 | 405 | 413 | 414;
      readonly rejection: Rejection;
    }
  /** The token is authentic but has expired, and the operator says where readers go then. */
  | { readonly kind: 'expired'; readonly location: string; readonly rejection: Rejection };

/** Methods that each endpoint takes. */
export const linkMethods = {
  open: ['GET', 'HEAD', 'OPTIONS'],
  click: ['GET', 'HEAD', 'OPTIONS'],
  unsubscribe: ['GET', 'HEAD', 'POST', 'OPTIONS'],
} as const;

/** The outcome of a request that is no event. */
export function rejectLink(
  status: 400 | 404 | 405 | 413 | 414,
  reason: Rejection['reason'],
  message: string,
): RejectedLink {
  return { kind: 'rejected', status, rejection: { reason, message } };
}
