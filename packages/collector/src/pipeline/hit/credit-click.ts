import type { ClickReferences } from '@hitmark/codec/click';
import type { Hit } from '@hitmark/codec/hit';

/** Time for which a page can be credited with a click, in ms. */
const maxClickAgeMs = 30 * 60 * 1000;
/**
 * Time by which the collector's clock may have been set back since, in ms, or be behind that of another
 * collector.
 */
const clockSlackMs = 60 * 1000;

/**
 * Finds the id of the click that led to a page. Its reference must be sealed by us, under 30 minutes old, and for that
 * host and path: so an address that was copied, or a forged reference, credits nobody.
 *
 * @param url of the page
 * @param received time of the hit's arrival, Unix ms: the age that a page states does not make a click younger
 */
export function creditClick(
  { click: reference, ageMs: hitAgeMs = 0 }: Pick<Hit, 'click' | 'ageMs'>,
  url: string | null,
  received: number,
  unsealClick: ClickReferences['unseal'],
): string | null {
  if (reference === undefined || url === null) return null;
  const click = unsealClick(reference, url);
  if (click === null) return null;
  // The first 48 bits of a uuid v7 are its time (RFC 9562 §5.7).
  const ageMs = received - Number.parseInt(click.slice(0, 8) + click.slice(9, 13), 16);
  return ageMs < maxClickAgeMs && ageMs - hitAgeMs >= -clockSlackMs ? click : null;
}
