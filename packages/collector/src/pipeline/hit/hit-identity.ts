import { hitEventId } from '@hitmark/codec/event';
import { maxAgeMs, type Hit } from '@hitmark/codec/hit';
import type { Entry } from '../../journal/entry.ts';
import type { Ids } from '../settings.ts';

/** `r`, `t` and site identify a hit; without `r` or `t` it is never a duplicate. */
export function hitIdentity({ random, time, site = '' }: Hit): Entry['hit'] {
  if (random === undefined || time === undefined) return null;
  // JSON keeps two pairs different, whatever characters they hold.
  return { time, identity: JSON.stringify([site, random]) };
}

/**
 * Id of a hit's event: the same on every machine, where the hit has an identity and its own clock is within
 * 7 days of ours. Beyond that the id would put the event far from its time, so it gets one of its own.
 *
 * @param received Unix ms
 */
export function eventIdOf(hit: Hit, received: number, ids: Pick<Ids, 'event'>): string {
  const { site = null, random, time } = hit;
  if (random === undefined || time === undefined) return ids.event(received);
  if (Math.abs(time - received) > maxAgeMs) return ids.event(received);
  return hitEventId({ site, random, time });
}
