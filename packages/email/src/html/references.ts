import { namedReferences } from './named-references.ts';

/**
 * Decodes the text between an attribute's quotes as an HTML parser does: character references resolved by
 * the rules for attributes (a name without semicolon counts only where neither `=` nor a letter or digit
 * follows), line ends normalised, NUL replaced.
 */
export function decodeAttribute(raw: string): string {
  const text = /[\0\r]/.test(raw) ? raw.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD') : raw;
  return text.includes('&') ? text.replace(reference, decodeReference) : text;
}

/** Encodes a value as source, to stand between `quote`s, or between none. */
export function encodeAttribute(text: string, quote: '"' | "'" | ''): string {
  const special = quote === '' ? /[&"'<>=`\s]/g : quote === '"' ? /[&"]/g : /[&']/g;
  return text.replace(special, (found) => (found === '&' ? '&amp;' : `&#${found.charCodeAt(0)};`));
}

interface NamedReference {
  readonly value: string;
  /** True: it counts without a semicolon too. */
  readonly isLegacy: boolean;
}

/** Named character references, each by its name without `&` and `;`. */
const references: ReadonlyMap<string, NamedReference> = /* @__PURE__ */ readReferences();

function readReferences(): ReadonlyMap<string, NamedReference> {
  return new Map(
    namedReferences.split(' ').map((pair) => {
      const colon = pair.indexOf(':');
      const isLegacy = pair.startsWith('~');
      return [pair.slice(isLegacy ? 1 : 0, colon), { value: pair.slice(colon + 1), isLegacy }];
    }),
  );
}

const reference = /&(?:#x([\da-f]+);?|#(\d+);?|([a-z\d]+)(;?=?))/gi;

function decodeReference(
  source: string,
  hex: string | undefined,
  decimal: string | undefined,
  name: string | undefined,
  after = '',
): string {
  if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
  if (decimal !== undefined) return codePoint(Number.parseInt(decimal, 10));
  const entry = name === undefined ? undefined : references.get(name);
  if (entry === undefined) return source;
  if (after.startsWith(';')) return entry.value + after.slice(1);
  return entry.isLegacy && after === '' ? entry.value : source;
}

/** Characters of the numbers 0x80 to 0x9F, which are read as bytes of Windows-1252 (13.2.5.80). */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

function codePoint(number: number): string {
  const isSurrogate = number >= 0xd800 && number <= 0xdfff;
  if (number === 0 || number > 0x10ffff || isSurrogate) return '\uFFFD';
  return windows1252[number - 0x80] ?? String.fromCodePoint(number);
}
