import type { Link } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import type { UnsubscribeRequest } from '../request/unsubscribe-body.ts';
import type { RequestFacts } from '../request/request-facts.ts';

/**
 * Sooner than this after the sending no person has an email on the screen, has read it and has clicked;
 * a filter in front of the mailbox has. Short, since people do wait for some emails.
 */
const soonMs = 5_000;

/**
 * Reasons why somebody who opened or clicked is taken for a person or a program.
 *
 * @param received Unix ms
 * @param seen reasons by other requests for links of the same email
 * @param unsubscribe way in which somebody unsubscribed; null: another kind of link
 */
export function linkReasons(
  link: Pick<Link, 'kind' | 'sentAtMs'>,
  received: number,
  { reasons, isMail }: RequestFacts,
  seen: readonly ActorReason[],
  unsubscribe: UnsubscribeRequest | null,
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
