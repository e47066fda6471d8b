import { byteLength } from '../byte-length.ts';
import { scan } from '../html/scan.ts';
import { findPlaceholders, type Placeholder } from '../link/placeholder.ts';
import type { EmailOptions } from '../options.ts';
import { warnOfAmp } from '../warning.ts';
import { pixelMarker, placeAtBottom, placePixels } from './pixel.ts';
import { readLinks, type LinksOfTemplate } from './read-links.ts';
import type { Slot, Template } from './template.ts';

/**
 * Finds everything in an email that depends on the recipient.
 *
 * @param fillsValues true: placeholders are filled when the email is rendered
 */
export function readTemplate(html: string, options: EmailOptions, fillsValues: boolean): Template {
  const { clicks = true, pixel = 'bottom', amp = false } = options;
  const honeypot = amp ? null : (options.honeypot ?? null);
  const scanned = scan(html, pixelMarker);
  const base = options.baseUrl ?? scanned.base;
  const { links, instructions, skipped, warnings } = clicks
    ? readLinks(html, scanned.links, { options, base, fillsValues })
    : noLinks;
  const slots: Slot[] = [
    ...links.map((link): Slot => ({ kind: 'link', start: link.start, end: link.end, link })),
    ...instructions.map((span): Slot => ({ kind: 'instruction', ...span })),
    ...placePixels(html, scanned, pixel).map((span): Slot => ({ kind: 'pixel', ...span })),
  ];
  if (honeypot !== null) {
    slots.push({ kind: 'honeypot', ...placeAtBottom(scanned), url: honeypot });
  }
  slots.sort((a, b) => a.start - b.start);
  let bytes: number | undefined;
  return {
    html,
    slots: fillsValues ? withValues(slots, findPlaceholders(html, options)) : slots,
    base,
    skipped,
    warnings: [...warnings, ...warnOfAmp(html, amp)],
    countBytes: () => (bytes ??= byteLength(html)),
  };
}

const noLinks: LinksOfTemplate = { links: [], instructions: [], skipped: [], warnings: [] };

/** Adds the placeholders that stand in no other slot: those in a link are filled with the link. */
function withValues(slots: readonly Slot[], placeholders: readonly Placeholder[]): Slot[] {
  const all: Slot[] = [];
  let next = 0;
  for (const placeholder of placeholders) {
    const { start, end } = placeholder;
    for (; (slots[next]?.end ?? Infinity) <= start; next++) all.push(slots[next]!);
    const isInside = (slots[next]?.start ?? Infinity) < end;
    if (!isInside) all.push({ kind: 'value', start, end, placeholder });
  }
  return [...all, ...slots.slice(next)];
}
