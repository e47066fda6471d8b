import { honeypotLabel } from '@hitmark/codec';
import { byteLength } from '../byte-length.ts';
import { applyEdits, type Edit } from '../edit.ts';
import { encodeAttribute } from '../html/references.ts';
import { makeClick } from '../link/make-click.ts';
import { resolveTarget, type SkippedLink, type SkipReason } from '../link/resolve-target.ts';
import { cleanHref } from '../link/web-address.ts';
import type { EmailOptions, Recipient } from '../options.ts';
import {
  warnOfLength,
  warnOfSigned,
  warnOfSize,
  warnOfSkipped,
  warnOfTarget,
  type Warning,
} from '../warning.ts';
import { fillLink, fillMarkup, markupFor } from './fill.ts';
import { honeypotAnchor } from './honeypot.ts';
import { ampPixelImage, pixelImage } from './pixel.ts';
import { withoutUtm } from './read-links.ts';
import type { RewrittenHtml, RewrittenLink } from './rewritten-html.ts';
import type { Slot, Template, TemplateLink } from './template.ts';

/** Renders the email of one recipient: every slot is written anew, all else stays. */
export function render(
  template: Template,
  options: EmailOptions,
  recipient: Recipient,
): RewrittenHtml {
  const { edits, ...rendered } = renderSlots(template, options, recipient);
  return { html: applyEdits(template.html, edits), ...rendered };
}

/** A rendered email as edits of its template. */
export interface RenderedSlots extends Omit<RewrittenHtml, 'html'> {
  readonly edits: readonly Edit[];
}

/** Writes every slot of an email for one recipient. */
export function renderSlots(
  template: Template,
  options: EmailOptions,
  recipient: Recipient,
): RenderedSlots {
  const { values = {}, metadata, message, sentAtMs, expiresInSeconds, tracking } = recipient;
  const isTracked = tracking !== 'none';
  const links: RewrittenLink[] = [];
  const skipped: SkippedLink[] = isTracked ? [...template.skipped] : [];
  const warnings: Warning[] = isTracked ? [...template.warnings] : [];

  let bytesAdded = 0;
  let length = template.html.length;
  const edits = template.slots.map((slot): Edit => {
    const { start, end } = slot;
    const source = template.html.slice(start, end);
    const text = write(slot, source);
    if (text !== source) bytesAdded += byteLength(text) - byteLength(source);
    length += text.length - source.length;
    return { start, end, text };
  });
  warnings.push(...warnOfSize(length, () => template.countBytes() + bytesAdded, options.amp));
  return { edits, links, skipped, warnings, bytesAdded };

  function write(slot: Slot, source: string): string {
    if (slot.kind === 'link') return writeLink(slot.link, source);
    if (slot.kind === 'value') return markupFor(slot.placeholder, values) ?? source;
    if (slot.kind === 'pixel') return writePixel();
    if (slot.kind === 'honeypot') return writeHoneypot(slot.url);
    return isTracked ? '' : source;
  }

  function writePixel(): string {
    if (!isTracked || !(options.opens ?? true)) return '';
    const link = { message, sentAtMs, expiresInSeconds, tracking, recipient: recipient.recipient };
    const url = options.links.open(metadata, link);
    return options.amp ? ampPixelImage(url) : pixelImage(url);
  }

  function writeHoneypot(url: string): string {
    // A pytracking link has no room for a label: its click would pass for a person's.
    if (!isTracked || options.links.format === 'pytracking') return '';
    const place = { position: null, label: honeypotLabel, tags: [] };
    const { href, reason } = makeClick(options.links, url, recipient, place);
    return href === undefined ? (skip(url, reason) ?? '') : honeypotAnchor(href);
  }

  function writeLink(link: TemplateLink, source: string): string {
    if (!isTracked) return fillMarkup(source, values, options);
    if (link.target !== null) return track(link, link.url, link.target) ?? source;
    const url = fillLink(link.url, values, options);
    if (url === null) {
      skip(link.url, 'placeholder');
      return fillMarkup(source, values, options);
    }
    const linkOptions = link.takesUtm ? options : withoutUtm(options);
    const { target, reason } = resolveTarget(
      cleanHref(url),
      link.words,
      linkOptions,
      template.base,
    );
    const untracked = url === link.url ? source : encodeAttribute(url, link.quote);
    if (target === undefined) return skip(url, reason) ?? untracked;
    warnings.push(...warnOfTarget(url, target, link.text, link.words));
    return track(link, url, target) ?? untracked;
  }

  /** @returns the value of the link's attribute, or null where it stays as it is */
  function track(link: TemplateLink, url: string, target: string): string | null {
    const { href, reason } = makeClick(options.links, target, recipient, link);
    if (href === undefined) return skip(url, reason);
    const { position, label, tags, element, isConditional, start, end } = link;
    links.push({ url, target, href, position, label, tags, element, isConditional, start, end });
    const addsParameters =
      recipient.clickId === true || (link.takesUtm && options.utm !== undefined);
    warnings.push(...warnOfLength(url, href), ...warnOfSigned(url, target, addsParameters));
    return encodeAttribute(href, link.quote);
  }

  function skip(url: string, reason: SkipReason): null {
    skipped.push({ url, reason });
    warnings.push(...warnOfSkipped(url, reason));
    return null;
  }
}
