import { keyedEventId, type Event } from '@hitmark/codec/event';
import type { Entry } from '../../journal/entry.ts';
import { completeEvent } from '../event/complete-event.ts';
import type { Identity } from '../event/identify.ts';
import { attemptEach } from '../hit/attempt-each.ts';
import { readCampaign } from '../hit/campaign.ts';
import { cleanData } from '../hit/clean-hit.ts';
import type { Decision } from '../hit/decide-hits.ts';
import { readMoney } from '../hit/money.ts';
import type { Rejection } from '../request/rejection.ts';
import type { DecisionSettings, PipelineDeps } from '../settings.ts';
import type { PostedEvents } from './parse-posted-events.ts';
import type { PostedEvent } from './posted-event.ts';

/** Dependencies of the decision: nothing of the request, which is the server's own. */
export type PostedDeps = Pick<PipelineDeps, 'readUserAgent' | 'cleanUrl' | 'cleanText'> & {
  readonly ids: Pick<PipelineDeps['ids'], 'event'>;
};

/**
 * Turns events that a site's own server has posted into what is stored: decide privacy, classify, clean,
 * minimise.
 *
 * @param received Unix ms
 * @param site that of the server's key
 */
export function decidePostedEvents(
  received: number,
  events: PostedEvents['events'],
  site: string | null,
  settings: Pick<DecisionSettings, 'privacy'>,
  tools: PostedDeps,
): Decision {
  const rejections: Rejection[] = [];
  const entries = events.flatMap(({ index, event }) => {
    const own: Rejection[] = [];
    const convert = (): Entry[] => [toEntry(received, event, site, settings, tools)];
    const converted = attemptEach([event], own, convert, () => [site]);
    rejections.push(...own.map((rejection) => ({ ...rejection, index })));
    return converted;
  });
  return { entries, rejections, cuts: [], setCookie: null };
}

function toEntry(
  received: number,
  event: PostedEvent,
  site: string | null,
  { privacy }: Pick<DecisionSettings, 'privacy'>,
  tools: PostedDeps,
): Entry {
  const { key, time } = event;
  const id =
    key === null || time === null ? tools.ids.event(received) : keyedEventId({ site, key, time });
  return {
    event: buildPostedEvent(event, id, site, time ?? received, privacy, tools),
    received,
    // One time for all: the same key is the same event, whatever time it tells. No hit has three parts.
    hit: key === null ? null : { time: 0, identity: JSON.stringify(['key', site, key]) },
  };
}

function buildPostedEvent(
  event: PostedEvent,
  id: string,
  site: string | null,
  time: number,
  privacy: DecisionSettings['privacy'],
  tools: PostedDeps,
): Event {
  const { client, type, name, sent_time } = event;
  const { cleanUrl, cleanText } = tools;
  const agent = client.user_agent === null ? null : tools.readUserAgent(client.user_agent);
  const url = clean(event.url, cleanUrl);
  const facts = {
    client: {
      user_agent: client.user_agent,
      browser: agent?.browser ?? null,
      os: agent?.os ?? null,
      device: agent?.device ?? null,
      language: null,
      country: client.country,
    },
  };
  const input = {
    type,
    name,
    site,
    view: event.view,
    user: event.user,
    recipient: event.recipient,
    url,
    title: clean(event.title, cleanText),
    referrer: clean(event.referrer, cleanUrl),
    search: clean(event.search, cleanText),
    campaign: campaignOf(event, url, cleanText),
    message: event.message,
    sent_time: sent_time === null ? null : new Date(sent_time).toISOString(),
    data: readMoney(name === null ? event.data : cleanData(name, event.data, tools)),
    engagement: event.engagement,
    weight: event.weight,
    actor_reasons: reasonsOf(agent),
    consent: event.consent,
  };
  return completeEvent(input, client, time, facts, id, identityOf(event, privacy));
}

function identityOf(
  { visitor, client, consent }: PostedEvent,
  { anonymousKeys }: DecisionSettings['privacy'],
): Identity {
  if (consent === 'denied') {
    return { visitor: null, visitorKind: null, address: null, dataKeys: anonymousKeys };
  }
  const visitorKind = visitor === null ? null : 'given';
  return { visitor, visitorKind, address: client.ip, dataKeys: null };
}

/** Reasons for the actor: those of its user agent; without one only the server is known. */
function reasonsOf(agent: ReturnType<PipelineDeps['readUserAgent']> | null) {
  if (agent === null) return ['server'] as const;
  return agent.program === null ? [] : [agent.program];
}

function campaignOf(
  { campaign }: PostedEvent,
  url: string | null,
  cleanText: PipelineDeps['cleanText'],
): Event['campaign'] {
  const told = readCampaign({}, url);
  return {
    source: clean(campaign.source, cleanText) ?? told.source,
    medium: clean(campaign.medium, cleanText) ?? told.medium,
    name: clean(campaign.name, cleanText) ?? told.name,
    term: clean(campaign.term, cleanText) ?? told.term,
    content: clean(campaign.content, cleanText) ?? told.content,
    network: campaign.network ?? told.network,
  };
}

function clean(text: string | null, how: (text: string) => string): string | null {
  return text === null ? null : how(text);
}
