import { keyedEventId, type Event } from '@hitmark/codec/event';
import type { Entry } from '../../journal/entry.ts';
import { completeEvent } from '../event/complete-event.ts';
import type { Identity } from '../event/identify.ts';
import { attemptEach } from '../hit/attempt-each.ts';
import { readCampaign } from '../hit/campaign.ts';
import { cleanData } from '../hit/clean-hit.ts';
import type { Decision } from '../hit/decide-hits.ts';
import { readMoney } from '../hit/money.ts';
import type { DecisionSettings, PipelineDeps } from '../settings.ts';
import type { PostedEvents } from './parse-posted-events.ts';
import type { PostedEvent } from './posted-event.ts';

/** Dependencies of the decision. None reads the request: it comes from the site's server, not from a visitor. */
export type PostedDeps = Pick<PipelineDeps, 'readUserAgent' | 'cleanUrl' | 'cleanText'> & {
  readonly ids: Pick<PipelineDeps['ids'], 'event'>;
};

/** A post of events by a site's own server. */
interface Post {
  /** Time at which it arrived, Unix ms. */
  readonly received: number;
  readonly events: PostedEvents['events'];
  /** Site of the server's key. */
  readonly site: string | null;
}

/**
 * Converts events that a site's own server has posted into journal entries: applies consent, finds the actor,
 * cleans URLs and texts. An event that cannot be converted becomes a rejection with its index in the post.
 */
export function decidePostedEvents(
  { events, ...post }: Post,
  settings: Pick<DecisionSettings, 'privacy'>,
  deps: PostedDeps,
): Decision {
  const { outputs, rejections } = attemptEach(
    events,
    ({ event }) => [toEntry(event, post, settings, deps)],
    ({ index }) => [{ site: post.site, index }],
  );
  return { entries: outputs, rejections, cuts: [], setCookie: null };
}

function toEntry(
  event: PostedEvent,
  { received, site }: Omit<Post, 'events'>,
  { privacy }: Pick<DecisionSettings, 'privacy'>,
  deps: PostedDeps,
): Entry {
  const { key, time } = event;
  const id =
    key === null || time === null ? deps.ids.event(received) : keyedEventId({ site, key, time });
  return {
    event: buildPostedEvent(event, { id, site, time: time ?? received, privacy }, deps),
    received,
    // The time is 0 for every posted event: the same key is a duplicate even if its time differs.
    // Three parts, since a hit's identity has two: the two never collide.
    hit: key === null ? null : { time: 0, identity: JSON.stringify(['key', site, key]) },
  };
}

/** Context of a posted event, beside its own members. */
interface PostedEventContext {
  readonly id: string;
  readonly site: string | null;
  /** Unix ms. */
  readonly time: number;
  readonly privacy: DecisionSettings['privacy'];
}

function buildPostedEvent(
  event: PostedEvent,
  { id, site, time, privacy }: PostedEventContext,
  deps: PostedDeps,
): Event {
  const { client, type, name, sent_time } = event;
  const { cleanUrl, cleanText } = deps;
  const agent = client.user_agent === null ? null : deps.readUserAgent(client.user_agent);
  const url = clean(event.url, cleanUrl);
  const shown = {
    user_agent: client.user_agent,
    browser: agent?.browser ?? null,
    os: agent?.os ?? null,
    device: agent?.device ?? null,
    language: null,
    country: client.country,
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
    data: readMoney(name === null ? event.data : cleanData(name, event.data, deps)),
    engagement: event.engagement,
    weight: event.weight,
    actor_reasons: reasonsOf(agent),
    consent: event.consent,
  };
  const identity = identityOf(event, privacy);
  return completeEvent({ input, page: client, time, client: shown, id, identity });
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

/** Reasons for the actor: the one that its user agent gives; `server` where the post names no user agent. */
function reasonsOf(agent: ReturnType<PipelineDeps['readUserAgent']> | null) {
  if (agent === null) return ['server'] as const;
  return agent.reason === null ? [] : [agent.reason];
}

/** Campaign that the server names, each gap filled from the URL's parameters. */
function campaignOf(
  { campaign }: PostedEvent,
  url: string | null,
  cleanText: PipelineDeps['cleanText'],
): Event['campaign'] {
  const fromUrl = readCampaign({}, url);
  return {
    source: clean(campaign.source, cleanText) ?? fromUrl.source,
    medium: clean(campaign.medium, cleanText) ?? fromUrl.medium,
    name: clean(campaign.name, cleanText) ?? fromUrl.name,
    term: clean(campaign.term, cleanText) ?? fromUrl.term,
    content: clean(campaign.content, cleanText) ?? fromUrl.content,
    network: campaign.network ?? fromUrl.network,
  };
}

function clean(text: string | null, cleaner: (text: string) => string): string | null {
  return text === null ? null : cleaner(text);
}
