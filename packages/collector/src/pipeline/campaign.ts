import type { Campaign } from '@hitmark/codec/event';
import type { Hit } from '@hitmark/codec/hit';

/** The campaign that led to a page: the `utm_` parameters of its address, unless the hit names it. */
export function readCampaign(hit: Hit, url: string | null): Campaign {
  // Most addresses have none, and need not be parsed.
  const query = url?.includes('utm') ? url.match(/\?([^#]*)/)?.[1] : undefined;
  const parameters = query === undefined ? null : new URLSearchParams(query);
  const utm = (name: string): string | null => parameters?.get(`utm_${name}`) || null;
  return {
    source: hit.campaignSource ?? utm('source'),
    medium: hit.campaignMedium ?? utm('medium'),
    name: hit.campaignName ?? utm('campaign'),
    term: hit.campaignTerm ?? utm('term'),
    content: hit.campaignContent ?? utm('content'),
    network: null,
  };
}
