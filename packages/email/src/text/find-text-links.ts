/** A web address in a plain text. */
export interface TextLink {
  readonly url: string;
  readonly start: number;
  readonly end: number;
}

/** Up to white space, a quote or `<`, `>` (RFC 3986, appendix C), or punctuation of East Asia. */
const addresses = /https?:\/\/[^\s<>"\u201C\u201D\u00AB\u00BB\u3000-\u303F\uFF00-\uFF0F\p{Cc}]+/giu;

const letterOrDigit = /[\p{L}\p{N}_]/u;

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** The web addresses of a plain text, without the punctuation of the sentence they stand in. */
export function findTextLinks(text: string): TextLink[] {
  const found: TextLink[] = [];
  for (const { 0: match, index: start } of text.matchAll(addresses)) {
    // `xhttp://` is no address, but one that ends another is no rarity: `?u=http://`.
    if (start > 0 && letterOrDigit.test(text.charAt(start - 1))) continue;
    // What stands between `<` and `>` is the address, whatever it ends with.
    const isDelimited = text.charAt(start - 1) === '<' && text.charAt(start + match.length) === '>';
    const url = isDelimited ? match : trim(match);
    if (/^https?:\/\/[^/?#]/i.test(url)) found.push({ url, start, end: start + url.length });
  }
  return found;
}

/** Leaves out closing brackets that were not opened in the address, and punctuation at its end. */
function trim(address: string): string {
  const depths = new Map<string, number>();
  for (const character of address) {
    const opening = pairs[character] ?? character;
    const change = character in pairs ? -1 : Object.values(pairs).includes(character) ? 1 : 0;
    if (change !== 0) depths.set(opening, (depths.get(opening) ?? 0) + change);
  }
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    const opening = pairs[last];
    const depth = opening === undefined ? 0 : (depths.get(opening) ?? 0);
    if (opening !== undefined && depth < 0) depths.set(opening, depth + 1);
    else if (!/[.,:;!?'*_~|\u2019\u2026]/.test(last)) break;
  }
  return address.slice(0, end);
}
