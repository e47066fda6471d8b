import { endOfAddress } from './end-of-address.ts';

/** An address in a plain text. */
export interface TextLink {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Web addresses. One ends before white space, a quote, `<` or `>` (RFC 3986, appendix C). A placeholder in it is part
 * of it, whatever the placeholder contains: the value that will replace it belongs to the address.
 */
const webAddresses =
  /https?:\/\/(?:\{\{[^{}\n]{0,100}\}\}|\{%[^{}\n]{0,100}%\}|<%[^<>\n]{0,100}%>|[^\s<>"`\p{Cc}])+/giu;

/** Other addresses that mail programs turn into links. They are never tracked. */
const otherAddresses =
  /(?<![\p{L}\p{N}_@/.+-])(?:[a-z][a-z\d+.-]{0,20}:\/\/|mailto:|tel:|sms:|www\.)[^\s<>"`\p{Cc}]+/giu;

const letterOrDigit = /[\p{L}\p{N}_]/u;

/** Letters that are written without spaces between words. */
const spaceless =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The web addresses of a plain text, without the punctuation of the sentence they stand in. */
export function findTextLinks(text: string): TextLink[] {
  const found: TextLink[] = [];
  for (const { 0: match, index: start } of text.matchAll(webAddresses)) {
    const before = characterBefore(text, start);
    // After a letter or digit it is no address (`xhttp://`). After another character it may be within one
    // (`?u=http://`).
    if (letterOrDigit.test(before) && !spaceless.test(before)) continue;
    // Between `<` and `>` the whole text is the address, also with punctuation at its end.
    const isDelimited = before === '<' && text.charAt(start + match.length) === '>';
    const url = isDelimited ? match : match.slice(0, endOfAddress(match));
    if (/^https?:\/\/[^/?#]/i.test(url)) found.push({ url, start, end: start + url.length });
  }
  return found;
}

/** The other addresses of a plain text: of another scheme, or without one. */
export function findOtherAddresses(text: string, links: readonly TextLink[]): TextLink[] {
  const starts = new Set(links.map(({ start }) => start));
  return [...text.matchAll(otherAddresses)].flatMap(({ 0: match, index: start }) => {
    if (starts.has(start)) return [];
    const url = match.slice(0, endOfAddress(match));
    const isWhole = /^(?:www\.[^.]+\..|(?!www\.)[^:]+:(?:\/\/)?[^/?#])/i.test(url);
    return isWhole ? [{ url, start, end: start + url.length }] : [];
  });
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return '';
  const unit = text.charCodeAt(at - 1);
  const isLow = unit >= 0xdc00 && unit <= 0xdfff;
  return text.slice(isLow ? Math.max(at - 2, 0) : at - 1, at);
}
