import type { Scan } from './html/scan.ts';
import { findPreheaderEnd } from './html/preheader.ts';
import { encodeAttribute } from './html/references.ts';

/** Stands in an email for the pixel. */
export const pixelMarker = '{{pixel}}';

/** Shown as one transparent dot by clients that ignore styles; never `display:none`, which some do not load. */
const style =
  'display:block;width:1px;height:1px;max-width:1px;max-height:1px;margin:0;padding:0;border:0;opacity:0;overflow:hidden';

export function pixelImage(url: string): string {
  const source = encodeAttribute(url, '"');
  return `<img src="${source}" width="1" height="1" alt="" border="0" aria-hidden="true" style="${style}" />`;
}

/** A span of the email. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where pixels go, as spans of the email that they replace. */
export function placePixels(
  html: string,
  scanned: Scan,
  place: 'bottom' | 'top' | 'both',
): readonly Place[] {
  if (scanned.marker !== null) {
    return [{ start: scanned.marker, end: scanned.marker + pixelMarker.length }];
  }
  const bottom = placeAtBottom(scanned);
  const places = [];
  if (place !== 'bottom') {
    const at = Math.min(findPreheaderEnd(html, scanned.contentStart), bottom.start);
    places.push({ start: at, end: at });
  }
  if (place !== 'top') places.push(bottom);
  return places;
}

/** Where what nobody sees delays nothing that the reader sees: before the last `</body>`, or at the end. */
export function placeAtBottom({ bodyEnd, safeEnd }: Scan): Place {
  const at = bodyEnd ?? safeEnd;
  return { start: at, end: at };
}
