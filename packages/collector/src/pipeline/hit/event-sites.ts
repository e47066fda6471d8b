import { readSites } from '@hitmark/codec/hit';

/**
 * Sites of the events that a query becomes, one for each event. Null: it names none.
 *
 * @param query one hit, without `?`
 */
export function eventSites(query: string): readonly (string | null)[] {
  const sites = readSites(query);
  return sites.length === 0 ? noSite : sites;
}

const noSite = [null];
