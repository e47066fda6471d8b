import type { Hit } from '@hitmark/codec/hit';
import type { Event } from '../event.ts';
import { readCampaign } from './campaign.ts';
import { completeEvent } from './complete-event.ts';
import type { Identity } from './identify.ts';
import { readMoney } from './money.ts';
import { header, type RawRequest } from './raw-request.ts';

/** Makes the stored record of a hit from what the page said and what its request shows. */
export function buildEvent(hit: Hit, request: RawRequest, id: string, identity: Identity): Event {
  const url = hit.url ?? header(request, 'referer');
  const happening = {
    type: eventType(hit),
    name: hit.event ?? null,
    client_time: hit.time === undefined ? null : new Date(hit.time).toISOString(),
    site: hit.site ?? null,
    view: hit.view ?? null,
    user: hit.user ?? null,
    url,
    title: hit.title ?? null,
    referrer: hit.referrer ?? null,
    search: hit.search ?? null,
    campaign: readCampaign(hit, url),
    click: hit.click ?? null,
    data: readMoney(hit.data ?? {}),
    engagement: { ms: hit.engagementMs ?? null, scroll: hit.scroll ?? null },
    weight: hit.weight ?? 1,
    consent: hit.consent ?? 'unset',
  } as const;
  const page = {
    language: hit.language ?? null,
    screen: hit.screen ?? null,
    viewport: hit.viewport ?? null,
    timezone: hit.timezone ?? null,
  };
  return completeEvent(happening, page, request.received - (hit.ageMs ?? 0), request, id, identity);
}

function eventType(hit: Hit): Event['type'] {
  if (hit.event !== undefined) return 'event';
  if (hit.engagementMs !== undefined || hit.scroll !== undefined) return 'engagement';
  return 'pageview';
}
