import type { SharedLink, SharedLinks } from '../settings/shared-links.ts';
import { mayFilter } from './narrow.ts';
import type { Reader } from './reader.ts';

/**
 * Narrows shared links to those that may still be shown: one whose filter follows a single person is found no more
 * while `report.persons` is off, as nobody may make it then.
 */
export function usableLinks(
  sharedLinks: Pick<SharedLinks, 'find'>,
  persons: boolean,
): Pick<SharedLinks, 'find'> {
  const anybody = { seesPersons: true, followsPersons: persons };
  return {
    find(token, nowMs) {
      const link = sharedLinks.find(token, nowMs);
      return link === null || !maySeeLink(link, anybody) ? null : link;
    },
  };
}

/** Tells whether a reader may see a link's filter, which may name somebody. */
export function maySeeLink(
  { filter }: SharedLink,
  reader: Pick<Reader, 'seesPersons' | 'followsPersons'>,
): boolean {
  return filter === null || mayFilter(reader, filter);
}
