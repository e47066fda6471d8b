import { maxClickAgeMs } from '../entry.ts';
import type { PipelineTools } from './settings.ts';

/** How far the collector's clock may have been set back since. */
const clockSlackMs = 60 * 1000;

const uuidV7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/**
 * The click that led to a page, if it did: there is such a click, it is under 30 minutes old and led to
 * that host and path. So an address that was copied, or an id that was made up, credits nobody.
 *
 * @param click what the page says: the `hm_click` of its address
 * @param url of the page
 * @param time when it was there, Unix ms
 */
export function creditClick(
  click: string | null,
  url: string | null,
  time: number,
  placeOfClick: PipelineTools['placeOfClick'],
): string | null {
  if (click === null || url === null || !uuidV7.test(click)) return null;
  // The first 48 bits of a uuid v7 are its time (RFC 9562 §5.7): what can't be, is not looked up.
  const ageMs = time - Number.parseInt(click.slice(0, 8) + click.slice(9, 13), 16);
  if (ageMs >= maxClickAgeMs || ageMs < -clockSlackMs) return null;
  const place = placeOf(url);
  return place !== null && placeOfClick(click) === place ? click : null;
}

/** What a click and the page it led to have in common: host and path. Null: no address. */
export function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { host, pathname } = new URL(url);
  let end = pathname.length;
  while (pathname[end - 1] === '/') end -= 1;
  return host + pathname.slice(0, end);
}
