import { appendClickId, redirectLocation, type Link } from '@hitmark/codec';
import type { ActorReason } from '@hitmark/codec/event';
import type { Entry, TokenWebhook } from '../entry.ts';
import { completeEvent } from './complete-event.ts';
import { placeOf } from './credit-click.ts';
import { identify, type Identity } from './identify.ts';
import { isAnonymousRequest } from './privacy.ts';
import type { RequestHead } from './raw-request.ts';
import type { Rejection } from './rejection.ts';
import { linkReasons } from './link-actor.ts';
import { readRequestFacts } from './request-facts.ts';
import type { LinkSettings, LinkTools } from './settings.ts';

/** What is to be stored of a link, and where its reader goes. */
export interface LinkDecision {
  readonly entry: Entry;
  /** Where a click leads. Null for the other kinds. */
  readonly location: string | null;
  /** For the answer, once the entry is stored. */
  readonly setCookie: string | null;
}

/**
 * Where a click may lead: what its token says, if a key vouches for it or its host is allowed.
 *
 * @throws LinkError for what is no target for anybody
 */
export function clickTarget(link: Link, settings: LinkSettings): string | Rejection {
  const { plainRedirectHosts, allowUserinfo } = settings.links;
  const location = redirectLocation(link.url ?? '', { allowUserinfo });
  const host = new URL(location).host;
  if (link.authentic || plainRedirectHosts.includes(host)) return location;
  return {
    reason: 'redirect-not-allowed',
    message: 'expected a token that a key vouches for, or a host of links.plainRedirectHosts',
  };
}

/**
 * Turns a link that was read into an event: decide privacy, classify, identify, enrich, minimise.
 *
 * @param seen what other requests for links of the same email told
 */
export function decideLink(
  link: Link,
  target: string | null,
  request: RequestHead,
  settings: LinkSettings,
  tools: LinkTools,
  seen: readonly ActorReason[],
): LinkDecision {
  const anonymous = link.tracking === 'anonymous' || isAnonymousRequest(request, settings.privacy);
  const facts = readRequestFacts(request, settings, tools);
  const named = !anonymous && link.kind !== 'unsubscribe';
  const who = identify(request, facts, named, settings, tools);
  const id = tools.ids.event(request.received);
  const tellsId = target !== null && link.clickId && !anonymous;
  const entry = {
    event: completeEvent(
      {
        ...happening(link, tools),
        actor_reasons: linkReasons(link, request.received, facts, seen),
      },
      null,
      request.received,
      facts,
      id,
      identityFor(link, anonymous ? who.anonymous : who.known(link.site)),
    ),
    received: request.received,
    hit: null,
    clickPlace: tellsId ? placeOf(tools.cleanUrl(target)) : null,
    webhook: tokenWebhook(link),
  };
  const location = tellsId ? appendClickId(target, id) : target;
  // RFC 8058 §3.2: an unsubscribe request carries and sets no cookie.
  return { entry, location, setCookie: link.kind === 'unsubscribe' ? null : who.setCookie };
}

/** A sender may not hold a place among the deliveries for longer. */
const maxWebhookTimeoutMs = 60_000;

/** Only what a key vouches for may make the collector post somewhere. */
function tokenWebhook({ webhook, webhookTimeoutMs, authentic, key }: Link): TokenWebhook | null {
  if (webhook === null || !authentic) return null;
  const asked = webhookTimeoutMs ?? 0;
  const timeoutMs = asked > 0 ? Math.min(Math.ceil(asked), maxWebhookTimeoutMs) : null;
  return { url: webhook, timeoutMs, key: key ?? 'pytracking' };
}

function happening(link: Link, { cleanUrl }: LinkTools) {
  const { kind, url, position, label, tags, format, key, authentic, sentAtMs } = link;
  return {
    type: kind,
    site: link.site,
    link: kind === 'click' ? { url: cleanUrl(url ?? ''), position, label, tags } : null,
    message: link.message,
    sent_time: sentAtMs === null ? null : new Date(sentAtMs).toISOString(),
    tracking: link.tracking,
    token: { format, key, authentic },
    data: toData(link.metadata),
  };
}

/** An unsubscribe must tell who unsubscribes, whatever else is not told; and it needs nothing more. */
function identityFor(link: Link, identity: Identity): Identity {
  if (link.kind !== 'unsubscribe') return identity;
  return { visitor: null, visitorKind: null, address: null, dataKeys: null };
}

function toData(metadata: Link['metadata']): Readonly<Record<string, unknown>> {
  if (metadata === null) return {};
  if (typeof metadata !== 'object' || Array.isArray(metadata)) return { metadata };
  return metadata as Readonly<Record<string, unknown>>;
}
