import type { Hit } from '@hitmark/codec/hit';

/** `data-site="a,b"`: one request, and an event for each site. */
export function bySite(hit: Hit): Hit[] {
  if (hit.site?.includes(',') !== true) return [hit];
  const sites = new Set(hit.site.split(',').filter((site) => site !== ''));
  return sites.size < 2 ? [hit] : [...sites].map((site) => ({ ...hit, site }));
}
