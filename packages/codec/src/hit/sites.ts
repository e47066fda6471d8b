import { cutText, type CutReason } from './cut.ts';
import { firstValue } from './query.ts';
import { wire } from './wire.ts';

/**
 * Greatest number of sites that a hit counts for: each is an event, and one line must not become any number
 * of them.
 */
export const maxSites = 8;

/** Greatest length of one site's name, in characters. */
export const maxSiteLength = 64;

/** Names of sites, which commas part: the first that a hit counts for. */
export function splitSites(text: string): string[] {
  return [...new Set(differentNames(text, maxSites).map((name) => cutText(name, maxSiteLength)))];
}

/** Reason for which some of them are not, or not whole, among those that a hit counts for. */
export function cutOfSites(text: string): CutReason | null {
  if (text.length > maxLength) return 'too-long';
  const names = differentNames(text, maxSites + 1);
  if (names.length > maxSites) return 'too-many-sites';
  return names.some(({ length }) => length > maxSiteLength) ? 'too-long' : null;
}

/** Room for as many whole names, and some empty and repeated ones: what is behind is not looked at. */
const maxLength = 1_024;

function differentNames(all: string, most: number): string[] {
  const text = cutText(all, maxLength);
  if (!text.includes(',')) return text === '' ? [] : [text];
  const names = new Set<string>();
  for (let start = 0; start < text.length && names.size < most;) {
    const comma = text.indexOf(',', start);
    const end = comma < 0 ? text.length : comma;
    if (end > start) names.add(text.slice(start, end));
    start = end + 1;
  }
  return [...names];
}

/**
 * Names of the sites of a query, without reading anything else of it: as `parse` has them. A hit becomes as
 * many events, and one where there are none.
 *
 * @param query without `?`
 */
export function readSites(query: string): string[] {
  return splitSites(firstValue(query, wire.site));
}
