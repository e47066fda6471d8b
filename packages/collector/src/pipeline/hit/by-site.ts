import type { Hit } from '@hitmark/codec/hit';

/** One hit for each of its sites (`data-site="a,b"`): each becomes an event. */
export function bySite(hit: Hit): Hit[] {
  if (hit.site?.includes(',') !== true) return [hit];
  return hit.site.split(',').map((site) => ({ ...hit, site }));
}
