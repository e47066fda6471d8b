import {
  getClickTrackingUrl,
  getOpenTrackingUrl,
  type Metadata,
  type PytrackingConfig,
} from '@hitmark/codec/pytracking';
import { applyEdits, type Edit } from '../edit.ts';
import { decodeAttribute, encodeAttribute } from '../html/references.ts';
import { scan } from '../html/scan.ts';
import { requireHtml } from '../require-text.ts';
import { pixelImage, placePixels } from '../template/pixel.ts';

/** pytracking's Configuration, and the options of its `adapt_html`. */
export interface AdaptConfig extends PytrackingConfig {
  /**
   * Makes links click links.
   *
   * @defaultValue true
   */
  readonly clickTracking?: boolean | undefined;
  /**
   * Adds an open pixel.
   *
   * @defaultValue true
   */
  readonly openTracking?: boolean | undefined;
}

/**
 * pytracking's `adapt_html`: the same links become the same click links, `<a href>` that begins with
 * `http://`, `https://` or `//`, placeholders or not. Unlike there all else stays as it was, also in
 * emails without `<body>` or with nothing in them.
 *
 * @param extraMetadata anything JSON can hold; what comes back with every event
 * @param overrides settings that win over those of `config`
 * @throws TypeError where `htmlText` is not a string, EmailError where it is a whole message, LinkError as
 *   `getClickTrackingUrl`
 */
export function adaptHtml(
  htmlText: string,
  extraMetadata: Metadata | null,
  config: AdaptConfig,
  overrides?: AdaptConfig,
): string {
  requireHtml(htmlText);
  const { clickTracking = true, openTracking = true, ...merged } = { ...config, ...overrides };
  const scanned = scan(htmlText);
  const edits: Edit[] = [];

  for (const { name, isConditional, attributes } of clickTracking ? scanned.links : []) {
    const href = attributes.find((attribute) => attribute.name === 'href');
    if (name !== 'a' || isConditional || href === undefined) continue;
    const { valueStart: start, valueEnd: end, quote } = href;
    const url = decodeAttribute(htmlText.slice(start, end));
    if (!/^(?:https?:)?\/\//.test(url)) continue;
    const link = getClickTrackingUrl(url, extraMetadata, merged);
    edits.push({ start, end, text: encodeAttribute(link, quote) });
  }
  if (openTracking) {
    const text = pixelImage(getOpenTrackingUrl(extraMetadata, merged));
    edits.push(...placePixels(htmlText, scanned, 'bottom').map((span) => ({ ...span, text })));
  }
  return applyEdits(
    htmlText,
    edits.sort((a, b) => a.start - b.start),
  );
}
