import type { Campaign } from '@hitmark/codec/event';
import { adClickIds, readQuery, type Hit } from '@hitmark/codec/hit';

const networks: ReadonlySet<string> = new Set(adClickIds);

/** Matches an address that may have a parameter of a campaign. */
const campaignParameter = /utm_|ref=|source=|cl?k?id=|braid=|fat_id=|epik=|tblci=/i;

/**
 * The campaign that led to a page: the `utm_` parameters of its address, in any case, behind `?` or `#`, unless
 * the hit names it; `ref` or `source` where none names a source.
 */
export function readCampaign(hit: Hit, url: string | null): Campaign {
  // Most addresses have none, and need not be parsed.
  const parameters = url !== null && campaignParameter.test(url) ? readParameters(url) : null;
  const read = (name: string): string | null => parameters?.get(name) ?? null;
  return {
    source: hit.campaignSource ?? read('utm_source') ?? read('ref') ?? read('source'),
    medium: hit.campaignMedium ?? read('utm_medium'),
    name: hit.campaignName ?? read('utm_campaign'),
    term: hit.campaignTerm ?? read('utm_term'),
    content: hit.campaignContent ?? read('utm_content'),
    network: parameters === null ? null : findNetwork(parameters),
  };
}

/** Parameters of query and fragment by their names in lower case; the first that is not empty counts. */
function readParameters(url: string): ReadonlyMap<string, string> {
  const [, query = '', fragment = ''] = /^[^?#]*(?:\?([^#]*))?(?:#(.*))?$/s.exec(url) ?? [];
  const parameters = new Map<string, string>();
  // A fragment may be a route with a query of its own.
  for (const part of [query, fragment.replace(/^[^?=&]*\?/, '')]) {
    readQuery(part, (name, value) => {
      const key = name.toLowerCase();
      if (value !== '' && !parameters.has(key)) parameters.set(key, value);
    });
  }
  return parameters;
}

function findNetwork(parameters: ReadonlyMap<string, string>): string | null {
  for (const name of parameters.keys()) {
    if (networks.has(name)) return name;
  }
  return null;
}
