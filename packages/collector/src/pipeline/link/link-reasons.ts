import type { Link } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import type { UnsubscribeRequest } from '../request/unsubscribe-body.ts';
import type { RequestFacts } from '../request/request-facts.ts';

/**
 * Time after the sending in which no person can have opened an email, read it and clicked, but a filter in front of
 * the mailbox can. It is short, since people do wait for some emails.
 */
const soonMs = 5_000;

/** Request for a link, as far as it shows who sent it. */
interface LinkRequest {
  /** Unix ms. */
  readonly received: number;
  readonly facts: RequestFacts;
  /** Reasons from other requests for links of the same email. */
  readonly seen: readonly ActorReason[];
  /** Way of a request to unsubscribe; null: an open or a click. */
  readonly unsubscribe: UnsubscribeRequest | null;
}

/** Reasons why somebody who opened or clicked is taken for a person or a program. */
export function linkReasons(
  link: Pick<Link, 'kind' | 'sentAtMs'>,
  { received, facts: { reasons, isMail }, seen, unsubscribe }: LinkRequest,
): readonly ActorReason[] {
  // Servers of the mail provider ask for it, but only because a person did (RFC 8058 §3.2).
  if (unsubscribe === 'one-click') return ['one-click'];
  // Programs that look at links press no button.
  if (unsubscribe !== null) return reasons;
  const all = [...reasons];
  if (link.kind === 'click' && isMail && reasons.every(isProxy)) all.push('mail-program');
  if (isSoonAfter(link.sentAtMs, received)) all.push('soon-after-send');
  return [...all, ...seen];
}

/** Tells whether a reason is of a picture proxy: readers open emails through one, but do not click through it. */
function isProxy(reason: ActorReason): boolean {
  return reason === 'mail-proxy';
}

/** Tells whether a request came soon after the email was sent; false where the sender's clock is ahead of ours. */
function isSoonAfter(sentAtMs: number | null, received: number): boolean {
  if (sentAtMs === null) return false;
  const sinceMs = received - sentAtMs;
  return sinceMs >= 0 && sinceMs < soonMs;
}
