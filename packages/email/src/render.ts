import { byteLength } from './byte-length.ts';
import type { Cut, CutEmail } from './cut-email.ts';
import { fillLink, fillMarkup, markupFor } from './fill.ts';
import { honeypotAnchor, honeypotLabel } from './honeypot.ts';
import { encodeAttribute } from './html/references.ts';
import { judge, type SkipReason } from './link/judge.ts';
import { cleanHref } from './link/web-address.ts';
import { makeClick } from './make-click.ts';
import type { EmailOptions, Recipient } from './options.ts';
import { pixelImage } from './pixel.ts';
import { warnOfLength, warnOfSize, warnOfSkipped, warnOfTarget, type Warning } from './warning.ts';
import type { PlannedLink, SkippedLink } from './plan-links.ts';
import type { RewrittenHtml, RewrittenLink } from './rewritten.ts';

/** Makes the email of one recipient. */
export function render(
  email: CutEmail,
  options: EmailOptions,
  recipient: Recipient,
): RewrittenHtml {
  const { plan, texts, cuts } = email;
  const { values = {}, metadata, message, sentAtMs, expiresInSeconds, tracking } = recipient;
  const isTracked = tracking !== 'none';
  const links: RewrittenLink[] = [];
  const skipped: SkippedLink[] = isTracked ? [...plan.skipped] : [];
  const warnings: Warning[] = isTracked ? [...plan.warnings] : [];

  let html = texts[0] ?? '';
  let bytesAdded = 0;
  cuts.forEach((cut, index) => {
    const text = replacement(cut);
    if (text !== cut.source) bytesAdded += byteLength(text) - cut.sourceBytes;
    html += text + (texts[index + 1] ?? '');
  });
  warnings.push(...warnOfSize(html.length, () => email.bytes() + bytesAdded));
  return { html, links, skipped, warnings, bytesAdded };

  function replacement(cut: Cut): string {
    if (cut.kind === 'click') return click(cut.link, cut.source);
    if (cut.kind === 'value') return markupFor(cut.placeholder, values) ?? cut.source;
    if (cut.kind === 'pixel') return pixel();
    if (cut.kind === 'honeypot') return honeypot(cut.url);
    return isTracked ? '' : cut.source;
  }

  function pixel(): string {
    if (!isTracked || !(options.opens ?? true)) return '';
    const link = { message, sentAtMs, expiresInSeconds, tracking };
    return pixelImage(options.links.open(metadata, link));
  }

  function honeypot(url: string): string {
    // A pytracking link has no room for a label: its click would pass for a person's.
    if (!isTracked || options.links.format === 'pytracking') return '';
    const place = { position: null, label: honeypotLabel, tags: [] };
    const { href, reason } = makeClick(options.links, url, recipient, place);
    return href === undefined ? (skip(url, reason) ?? '') : honeypotAnchor(href);
  }

  function click(link: PlannedLink, source: string): string {
    if (!isTracked) return fillMarkup(source, values, options);
    if (link.target !== null) return track(link, link.url, link.target) ?? source;
    const url = fillLink(link.url, values, options);
    if (url === null) {
      skip(link.url, 'placeholder');
      return fillMarkup(source, values, options);
    }
    const { target, reason } = judge(cleanHref(url), link.text, options, plan.base);
    const untracked = encodeAttribute(url, link.quote);
    if (target === undefined) return skip(url, reason) ?? untracked;
    warnings.push(...warnOfTarget(url, target, link.text));
    return track(link, url, target) ?? untracked;
  }

  /** The value of the link's attribute, or null where it stays as it is. */
  function track(link: PlannedLink, url: string, target: string): string | null {
    const { href, reason } = makeClick(options.links, target, recipient, link);
    if (href === undefined) return skip(url, reason);
    const { position, label, tags, element, isConditional, span } = link;
    links.push({ url, target, href, position, label, tags, element, isConditional, ...span });
    warnings.push(...warnOfLength(url, href));
    return encodeAttribute(href, link.quote);
  }

  function skip(url: string, reason: SkipReason): null {
    skipped.push({ url, reason });
    warnings.push(...warnOfSkipped(url, reason));
    return null;
  }
}
