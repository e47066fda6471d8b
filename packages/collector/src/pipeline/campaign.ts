import type { Hit } from '@hitmark/codec/hit';
import type { Campaign } from '../event.ts';

/** The campaign that led to a page: the `utm_` parameters of its address, unless the hit names it. */
export function readCampaign(hit: Hit): Campaign {
  const utm = new URLSearchParams(hit.url?.match(/\?([^#]*)/)?.[1]);
  return {
    source: hit.campaignSource ?? utm.get('utm_source'),
    medium: hit.campaignMedium ?? utm.get('utm_medium'),
    name: hit.campaignName ?? utm.get('utm_campaign'),
    term: hit.campaignTerm ?? utm.get('utm_term'),
    content: hit.campaignContent ?? utm.get('utm_content'),
  };
}
