import { decodeAttribute } from '../html/references.ts';
import { hostOf } from './web-address.ts';

/** More of a link's content tells nothing new. */
const maxContent = 2000;

/** Tags that end no word. */
const withinWords = /<\/?(?:b|big|em|font|i|small|span|strong|u|wbr)\b[^<>]*>/gi;

/** Text that a reader sees of some markup, roughly: for warnings, never for output. */
export function visibleText(markup: string): string {
  const start = markup.slice(0, maxContent);
  const text = start.includes('<')
    ? start.replace(withinWords, '').replace(/<[^<>]*>/g, ' ')
    : start;
  const decoded = decodeAttribute(text).trim();
  return /\s\s|[^\S ]/.test(decoded) ? decoded.replace(/\s+/g, ' ') : decoded;
}

/** Attributes by which an image says what it shows. */
const descriptions = /\s(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi;

/** Alternative texts and titles of the images in some markup. */
export function imageText(markup: string): string {
  const start = markup.slice(0, maxContent);
  if (!start.includes('<') || !/<img/i.test(start)) return '';
  return [...start.matchAll(descriptions)]
    .map(([, double, single, bare]) => decodeAttribute(double ?? single ?? bare ?? ''))
    .join(' ');
}

/**
 * The host that a link's text shows where it shows another one than the link leads to, which is what
 * fraud looks like to a mail filter.
 */
export function misleadingHost(text: string, address: string): string | null {
  if (text.length > 300) return null;
  const shown = /^(?:https?:\/\/)?((?:[a-z\d-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?$/i.exec(
    text,
  )?.[1];
  if (shown === undefined) return null;
  const host = withoutWww(hostOf(address).replace(/:\d+$/, ''));
  const claimed = withoutWww(shown.toLowerCase());
  return host === claimed || host.endsWith(`.${claimed}`) ? null : shown;
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}
