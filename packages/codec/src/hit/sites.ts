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

/** Splits a list of sites at its commas, up to the greatest number of sites of a hit. */
export function splitSites(text: string): string[] {
  return [...new Set(differentNames(text, maxSites).map((name) => cutText(name, maxSiteLength)))];
}

/** Reason why a hit does not count for each site of a list, or only by a shortened name; null: it does. */
export function cutOfSites(text: string): CutReason | null {
  if (text.length > maxLength) return 'too-long';
  const names = differentNames(text, maxSites + 1);
  if (names.length > maxSites) return 'too-many-sites';
  return names.some(({ length }) => length > maxSiteLength) ? 'too-long' : null;
}

/** Longest list that is read, in characters: room for eight whole names, and some empty and repeated ones. */
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
 * Reads the sites of a query, as `parse` does, and nothing else of it. A hit becomes one event for each site, and one
 * where it names none.
 *
 * @param query without `?`
 */
export function readSites(query: string): string[] {
  return splitSites(firstValue(query, wire.site));
}
