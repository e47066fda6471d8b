import { parse } from '@hitmark/codec/hit';
import { bySite } from './by-site.ts';

/** What query strings come to, as far as can be told without deciding what they are. */
export interface ReadSites {
  /** Of each event; null: it names none. */
  readonly sites: readonly (string | null)[];
  /** How many of the query strings are no hits. */
  readonly unreadable: number;
}

/** Only for rate limits, which must be asked before a hit is handed over. */
export function readSites(queries: readonly string[]): ReadSites {
  const sites: (string | null)[] = [];
  let unreadable = 0;
  for (const query of queries) {
    try {
      for (const { site } of bySite(parse(query))) sites.push(site ?? null);
    } catch {
      unreadable += 1;
    }
  }
  return { sites, unreadable };
}
