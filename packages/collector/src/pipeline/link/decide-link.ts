import { redirectLocation, type Link } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import type { Entry, TokenWebhook } from '../../journal/entry.ts';
import { completeEvent } from '../event/complete-event.ts';
import type { Decision } from '../hit/decide-hits.ts';
import { identify, type Identity } from '../event/identify.ts';
import { isAnonymousRequest } from '../request/privacy.ts';
import type { OriginFacts } from '../request/origin-facts.ts';
import type { RequestHead } from '../request/raw-request.ts';
import type { Rejection } from '../request/rejection.ts';
import type { UnsubscribeRequest } from '../request/unsubscribe-body.ts';
import { linkReasons } from './link-reasons.ts';
import { readRequestFacts } from '../request/request-facts.ts';
import type { DecisionSettings, LinkSettings, LinkDeps } from '../settings.ts';

/** Longest host in a log: RFC 1035 §2.3.4, with a port. A token may hold a longer one. */
const maxHostLength = 260;

/**
 * Returns where a click may lead: what its token says, if a key vouches for it or its host is allowed.
 *
 * @throws LinkError for a URL that no configuration allows as a target
 */
export function clickTarget(link: Link, settings: LinkSettings): string | Rejection {
  const { plainRedirectHosts, allowUserinfo } = settings.links;
  const location = redirectLocation(link.url ?? '', { allowUserinfo });
  if (link.authentic) return location;
  const { host, hostname, port, protocol } = new URL(location);
  const whole = `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
  if (plainRedirectHosts.includes(host) || plainRedirectHosts.includes(whole)) return location;
  return {
    reason: 'redirect-not-allowed',
    message:
      'a click of a plain pytracking link was not redirected: name its host in links.plainRedirectHosts to allow it',
    host: host.slice(0, maxHostLength),
  };
}

/** Tells whether a link is followed by somebody who is not to be recognised. */
export function isAnonymousLink(
  link: Link,
  request: RequestHead,
  { privacy }: Pick<LinkSettings, 'privacy'>,
): boolean {
  return link.tracking === 'anonymous' || isAnonymousRequest(request, privacy);
}

/** Name of the event of somebody who takes an unsubscribe back. */
const resubscribe = 'resubscribe';

/** A link of an email that was followed. */
export interface FollowedLink {
  readonly link: Link;
  /** Id of the event, which a click's target has already in its `hm_click`. */
  readonly id: string;
  readonly head: RequestHead;
  readonly origin: OriginFacts;
  /** Reasons from other requests for links of the same email. */
  readonly seen: readonly ActorReason[];
  /** Way of a request to unsubscribe; null: an open or a click. */
  readonly unsubscribe: UnsubscribeRequest | null;
}

/** Turns a link that was followed into an event: decide privacy, classify, identify, enrich, minimise. */
export function decideLink(
  { link, id, head, origin, seen, unsubscribe }: FollowedLink,
  settings: DecisionSettings,
  deps: LinkDeps,
): Decision {
  const anonymous = isAnonymousLink(link, head, settings);
  const facts = readRequestFacts(head, origin, deps);
  const mayIdentify = !anonymous && link.kind !== 'unsubscribe';
  const who = identify({ request: head, facts, mayIdentify }, settings, deps);
  const input = {
    ...eventInputOf(link, deps),
    ...(unsubscribe === 'undo' ? { type: 'event' as const, name: resubscribe } : {}),
    actor_reasons: linkReasons(link, { received: head.received, facts, seen, unsubscribe }),
  };
  const identity = identityFor(link, anonymous ? who.anonymous : who.known(link.site));
  const entry: Entry = {
    event: completeEvent({
      input,
      page: null,
      time: head.received,
      client: facts.client,
      id,
      identity,
    }),
    received: head.received,
    hit: null,
    webhook: tokenWebhook(link),
  };
  // RFC 8058 §3.2: an unsubscribe request carries and sets no cookie.
  const setCookie = link.kind === 'unsubscribe' ? null : who.setCookie;
  return { entries: [entry], rejections: [], cuts: [], setCookie };
}

/** A sender may not hold a place among the deliveries for longer. */
const maxWebhookTimeoutMs = 60_000;

/** Webhook of a link. Only what a key vouches for may make the collector post somewhere. */
function tokenWebhook({ webhook, webhookTimeoutMs, authentic, key }: Link): TokenWebhook | null {
  if (webhook === null || !authentic) return null;
  const requestedMs = webhookTimeoutMs ?? 0;
  const timeoutMs = requestedMs > 0 ? Math.min(Math.ceil(requestedMs), maxWebhookTimeoutMs) : null;
  return { url: webhook, timeoutMs, key: key ?? 'pytracking' };
}

function eventInputOf(link: Link, { cleanUrl }: LinkDeps) {
  const { kind, url, position, label, tags, format, key, authentic, sentAtMs } = link;
  return {
    type: kind,
    site: link.site,
    link: kind === 'click' ? { url: cleanUrl(url ?? ''), position, label, tags } : null,
    message: link.message,
    recipient: link.recipient,
    sent_time: sentAtMs === null ? null : new Date(sentAtMs).toISOString(),
    tracking: link.tracking,
    token: { format, key, authentic },
    data: toData(link.metadata),
  };
}

/** An unsubscribe must name who unsubscribes, also where links are anonymous; and it needs nothing more. */
function identityFor(link: Link, identity: Identity): Identity {
  if (link.kind !== 'unsubscribe') return identity;
  return { visitor: null, visitorKind: null, address: null, dataKeys: null };
}

function toData(metadata: Link['metadata']): Readonly<Record<string, unknown>> {
  if (metadata === null) return {};
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return { metadata };
  return metadata as Readonly<Record<string, unknown>>;
}
