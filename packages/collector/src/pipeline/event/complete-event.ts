import type { Client, Event } from '@hitmark/codec/event';
import { resolveActor } from './actor.ts';
import { createIsoTime } from './iso-time.ts';
import type { Identity } from './identify.ts';
import type { RequestFacts } from '../request/request-facts.ts';
import { truncateAddress } from '../request/truncate-address.ts';

/** Facts of an event that the page or the link gives. Members that are left out are empty. */
type EventInput = Pick<Event, 'type'> &
  Partial<Omit<Event, 'v' | 'id' | 'time' | 'visitor' | 'visitor_kind' | 'client' | 'actor'>>;

/** Facts that only a page knows of its browser. */
type PageFacts = Pick<Client, 'language' | 'screen' | 'viewport' | 'timezone'>;

/** Writes times of the collector's clock. */
const isoTime = createIsoTime();

const noCampaign = {
  source: null,
  medium: null,
  name: null,
  term: null,
  content: null,
  network: null,
} as const;
const noEngagement = { ms: null, scroll: null } as const;
const nothing = {} as const;

/** Everything that an event is made of. */
interface EventParts {
  readonly input: EventInput;
  /** Null: the event comes from no page. */
  readonly page: PageFacts | null;
  /** Time of the event by the collector's clock, Unix ms. */
  readonly time: number;
  readonly client: RequestFacts['client'];
  readonly id: string;
  readonly identity: Identity;
}

/**
 * Makes the stored record of an event input: adds who and what its request shows, and takes away what an
 * anonymous one must not hold.
 */
export function completeEvent({ input, page, time, client, id, identity }: EventParts): Event {
  const { visitor, visitorKind, address, dataKeys } = identity;
  const anonymous = dataKeys !== null;
  const { url = null, referrer = null, data = nothing, actor_reasons = [] } = input;
  // One literal, and no copies: each hit comes through here.
  return {
    v: 1,
    id,
    type: input.type,
    name: input.name ?? null,
    time: isoTime(time),
    client_time: input.client_time ?? null,
    site: input.site ?? null,
    view: input.view ?? null,
    visitor,
    visitor_kind: visitorKind,
    user: anonymous ? null : (input.user ?? null),
    recipient: anonymous ? null : (input.recipient ?? null),
    url: anonymous ? withoutClick(url) : url,
    title: input.title ?? null,
    referrer: anonymous ? withoutClick(referrer) : referrer,
    search: input.search ?? null,
    campaign: input.campaign ?? noCampaign,
    click: anonymous ? null : (input.click ?? null),
    link: input.link ?? null,
    message: input.message ?? null,
    sent_time: input.sent_time ?? null,
    tracking: input.tracking ?? null,
    token: input.token ?? null,
    data: dataKeys === null ? data : pick(data, dataKeys),
    engagement: input.engagement ?? noEngagement,
    weight: input.weight ?? 1,
    client: {
      ip: address === null ? null : truncateAddress(address),
      user_agent: client.user_agent,
      browser: client.browser,
      os: client.os,
      device: client.device,
      language: page?.language ?? client.language,
      screen: page?.screen ?? null,
      viewport: page?.viewport ?? null,
      timezone: page?.timezone ?? null,
      country: client.country,
    },
    actor: resolveActor(actor_reasons),
    actor_reasons,
    consent: input.consent ?? 'unset',
  };
}

/** An address without `hm_click`, which names the email that a person clicked in. */
function withoutClick(url: string | null): string | null {
  return url?.replace(/(?<=[?&])hm_click=[^&#]*&?/g, '').replace(/[?&](?=#|$)/, '') ?? null;
}

function pick(data: Event['data'], keys: readonly string[]): Event['data'] {
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}
