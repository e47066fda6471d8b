import type { Client, Event } from '../event.ts';
import { judgeActor } from './actor.ts';
import type { Identity } from './identify.ts';
import type { RequestFacts } from './request-facts.ts';
import { truncateAddress } from './truncate-address.ts';

/** What happened, as the page or the link tells it; what it leaves out is empty. */
export type Happening = Pick<Event, 'type'> &
  Partial<Omit<Event, 'v' | 'id' | 'time' | 'visitor' | 'visitor_kind' | 'client' | 'actor'>>;

/** What only a page knows of its browser. */
type PageFacts = Pick<Client, 'language' | 'screen' | 'viewport' | 'timezone'>;

const nothing = {
  name: null,
  client_time: null,
  site: null,
  view: null,
  user: null,
  url: null,
  title: null,
  referrer: null,
  search: null,
  campaign: { source: null, medium: null, name: null, term: null, content: null },
  click: null,
  link: null,
  message: null,
  sent_time: null,
  tracking: null,
  token: null,
  data: {},
  engagement: { ms: null, scroll: null },
  weight: 1,
  actor_reasons: [],
  consent: 'unset',
} as const;

/**
 * Makes the stored record of a happening: adds who and what its request shows, and takes away what an
 * anonymous one must not hold.
 *
 * @param time when it happened, by the collector's clock, Unix ms
 */
export function completeEvent(
  happening: Happening,
  page: PageFacts | null,
  time: number,
  facts: Pick<RequestFacts, 'client'>,
  id: string,
  { visitor, visitorKind, address, dataKeys }: Identity,
): Event {
  const told = { ...nothing, ...happening };
  const anonymous = dataKeys !== null;
  return {
    v: 1,
    id,
    type: told.type,
    name: told.name,
    time: new Date(time).toISOString(),
    client_time: told.client_time,
    site: told.site,
    view: told.view,
    visitor,
    visitor_kind: visitorKind,
    user: anonymous ? null : told.user,
    url: anonymous ? withoutClick(told.url) : told.url,
    title: told.title,
    referrer: anonymous ? withoutClick(told.referrer) : told.referrer,
    search: told.search,
    campaign: told.campaign,
    click: anonymous ? null : told.click,
    link: told.link,
    message: told.message,
    sent_time: told.sent_time,
    tracking: told.tracking,
    token: told.token,
    data: pick(told.data, dataKeys),
    engagement: told.engagement,
    weight: told.weight,
    client: {
      ip: address === null ? null : truncateAddress(address),
      ...facts.client,
      language: page?.language ?? facts.client.language,
      screen: page?.screen ?? null,
      viewport: page?.viewport ?? null,
      timezone: page?.timezone ?? null,
      country: facts.client.country,
    },
    actor: judgeActor(told.actor_reasons),
    actor_reasons: told.actor_reasons,
    consent: told.consent,
  };
}

/** An address without `hm_click`, which names the email that a person clicked in. */
function withoutClick(url: string | null): string | null {
  return url?.replace(/(?<=[?&])hm_click=[^&#]*&?/g, '').replace(/[?&](?=#|$)/, '') ?? null;
}

function pick(data: Event['data'], keys: readonly string[] | null): Event['data'] {
  if (keys === null) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}
