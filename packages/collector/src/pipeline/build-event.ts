import type { Hit } from '@hitmark/codec/hit';
import type { Event } from '../event.ts';
import { readCampaign } from './campaign.ts';
import { header, type RawRequest } from './raw-request.ts';
import { truncateAddress } from './truncate-address.ts';

/** What the pipeline found out about the person behind a hit. */
export interface Identity {
  readonly visitor: string | null;
  /** Where the request came from, whole; null for an anonymous hit. */
  readonly address: string | null;
  /** Names of `data` that may be kept; null: all. */
  readonly dataKeys: readonly string[] | null;
}

const maxUserAgentLength = 512;

/** Makes the stored record of a hit from what the page said and what its request shows. */
export function buildEvent(hit: Hit, request: RawRequest, id: string, identity: Identity): Event {
  const { visitor, address, dataKeys } = identity;
  const anonymous = dataKeys !== null;
  const url = hit.url ?? header(request, 'referer');
  return {
    v: 1,
    id,
    type: eventType(hit),
    name: hit.event ?? null,
    time: new Date(request.received - (hit.ageMs ?? 0)).toISOString(),
    client_time: hit.time === undefined ? null : new Date(hit.time).toISOString(),
    site: hit.site ?? null,
    view: hit.view ?? null,
    visitor,
    visitor_kind: visitor === null ? null : 'cookie',
    user: anonymous ? null : (hit.user ?? null),
    url: anonymous ? withoutClick(url) : url,
    title: hit.title ?? null,
    referrer: anonymous ? withoutClick(hit.referrer ?? null) : (hit.referrer ?? null),
    search: hit.search ?? null,
    campaign: readCampaign(hit, url),
    click: anonymous ? null : (hit.click ?? null),
    data: pick(hit.data ?? {}, dataKeys),
    engagement: { ms: hit.engagementMs ?? null, scroll: hit.scroll ?? null },
    weight: hit.weight ?? 1,
    client: {
      ip: address === null ? null : truncateAddress(address),
      user_agent: header(request, 'user-agent')?.slice(0, maxUserAgentLength) ?? null,
      language: hit.language ?? firstLanguage(header(request, 'accept-language')),
      screen: hit.screen ?? null,
      viewport: hit.viewport ?? null,
      timezone: hit.timezone ?? null,
    },
    consent: hit.consent ?? 'unset',
  };
}

function eventType(hit: Hit): Event['type'] {
  if (hit.event !== undefined) return 'event';
  if (hit.engagementMs !== undefined || hit.scroll !== undefined) return 'engagement';
  return 'pageview';
}

/** An address without `hm_click`, which names the email that a person clicked in. */
function withoutClick(url: string | null): string | null {
  return url?.replace(/(?<=[?&])hm_click=[^&#]*&?/g, '').replace(/[?&](?=#|$)/, '') ?? null;
}

function pick(data: Readonly<Record<string, string>>, keys: readonly string[] | null) {
  if (keys === null) return data;
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.includes(key)));
}

/** `de-CH` of `de-CH,de;q=0.9,en;q=0.8`. */
function firstLanguage(accepted: string | null): string | null {
  return accepted?.match(/^\s*([\w-]{1,64})/)?.[1] ?? null;
}
