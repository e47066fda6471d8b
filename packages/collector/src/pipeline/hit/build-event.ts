import type { Event } from '@hitmark/codec/event';
import { cutText, maxAddressLength, type Hit } from '@hitmark/codec/hit';
import { readCampaign } from './campaign.ts';
import { creditClick } from './credit-click.ts';
import { completeEvent } from '../event/complete-event.ts';
import type { Identity } from '../event/identify.ts';
import { createIsoTime } from '../event/iso-time.ts';
import { readMoney } from './money.ts';
import { header, type RequestHead } from '../request/raw-request.ts';
import type { RequestFacts } from '../request/request-facts.ts';
import type { PipelineDeps } from '../settings.ts';

/** Writes times of the clocks of pages, which show nearly the same. */
const pageIsoTime = createIsoTime();

/** Facts and decisions about a hit, beside what the page said in it. */
export interface HitContext {
  readonly request: RequestHead;
  readonly facts: Pick<RequestFacts, 'client' | 'reasons'>;
  /** Id of the event. */
  readonly id: string;
  readonly identity: Identity;
}

/**
 * Makes the stored record of a hit from what the page said and what its request shows.
 *
 * @param hit cleaned, as `cleanHit` does
 */
export function buildEvent(
  hit: Hit,
  { request, facts, id, identity }: HitContext,
  deps: Pick<PipelineDeps, 'cleanUrl' | 'unsealClick'>,
): Event {
  const referer = header(request, 'referer');
  const url =
    hit.url ?? (referer === null ? null : deps.cleanUrl(cutText(referer, maxAddressLength)));
  const time = request.received - (hit.ageMs ?? 0);
  const input = {
    type: eventType(hit),
    name: hit.event ?? null,
    client_time: hit.time === undefined ? null : pageIsoTime(hit.time),
    site: hit.site ?? null,
    view: hit.view ?? null,
    user: hit.user ?? null,
    url,
    title: hit.title ?? null,
    referrer: hit.referrer ?? null,
    search: hit.search ?? null,
    campaign: readCampaign(hit, url),
    click: creditClick(hit, url, request.received, deps.unsealClick),
    data: readMoney(hit.data ?? {}),
    engagement: { ms: hit.engagementMs ?? null, scroll: hit.scroll ?? null },
    weight: hit.weight ?? 1,
    actor_reasons: facts.reasons,
    consent: hit.consent ?? 'unset',
  } as const;
  const page = {
    language: hit.language ?? null,
    screen: hit.screen ?? null,
    viewport: hit.viewport ?? null,
    timezone: hit.timezone ?? null,
  };
  return completeEvent({ input, page, time, client: facts.client, id, identity });
}

function eventType(hit: Hit): Event['type'] {
  if (hit.event !== undefined) return 'event';
  if (hit.engagementMs !== undefined || hit.scroll !== undefined) return 'engagement';
  return 'pageview';
}
