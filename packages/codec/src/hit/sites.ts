import { firstValue } from './query.ts';
import { wire } from './wire.ts';

/** So many sites a hit counts for: each is an event, and one line must not become any number of them. */
export const maxSites = 8;

/** Of one site. */
export const maxSiteLength = 64;

/** Names of sites, which commas part: the first different ones that a hit counts for. */
export function splitSites(text: string): string[] {
  if (!text.includes(',')) return text === '' ? [] : [text];
  const names = new Set<string>();
  for (let start = 0; start < text.length && names.size < maxSites;) {
    const comma = text.indexOf(',', start);
    const end = comma < 0 ? text.length : comma;
    if (end > start) names.add(text.slice(start, end));
    start = end + 1;
  }
  return [...names];
}

/**
 * Names of the sites of a query, without reading anything else of it. A hit becomes as many events, and one
 * where there are none.
 *
 * @param query without `?`
 */
export function readSites(query: string): string[] {
  return splitSites(firstValue(query, wire.site));
}
