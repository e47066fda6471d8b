import type { Span } from '../edit.ts';
import { findPreheaderEnd } from '../html/preheader.ts';
import { encodeAttribute } from '../html/references.ts';
import type { Scan } from '../html/scan.ts';

/** Text of an email that the pixel replaces. */
export const pixelMarker = '{{pixel}}';

/** Clients that ignore styles show one transparent dot. Never `display:none`: some do not load that. */
const style =
  'display:block;width:1px;height:1px;max-width:1px;max-height:1px;margin:0;padding:0;border:0;opacity:0;overflow:hidden';

/** The open pixel's image. */
export function pixelImage(url: string): string {
  const source = encodeAttribute(url, '"');
  return `<img src="${source}" width="1" height="1" alt="" border="0" aria-hidden="true" style="${style}" />`;
}

/** The open pixel's image in AMP for Email, which knows no `<img>`. */
export function ampPixelImage(url: string): string {
  const source = encodeAttribute(url, '"');
  return `<amp-img src="${source}" width="1" height="1" layout="fixed" alt=""></amp-img>`;
}

/** Spans of the email that pixels replace. */
export function placePixels(
  html: string,
  scanned: Scan,
  place: 'bottom' | 'top' | 'both',
): readonly Span[] {
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

/** Place where what nobody sees delays nothing that the reader sees: before the last `</body>`, or at the end. */
export function placeAtBottom({ bodyEnd, safeEnd }: Scan): Span {
  const at = bodyEnd ?? safeEnd;
  return { start: at, end: at };
}
