import { LinkError } from '../link-error.ts';
import { memoize } from '../memoize.ts';

/** One of Python's text encodings. Both ways throw LinkError `malformed-encoding`. */
export interface Charset {
  /** Whether ASCII is written as ASCII. */
  readonly isAsciiSuperset: boolean;
  readonly encode: (text: string) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => string;
}

// Made once: making one costs more than using it.
const encoder = /* @__PURE__ */ new TextEncoder();
const utf8Decoder = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const utf8: Charset = {
  isAsciiSuperset: true,
  encode(text) {
    const bytes = encoder.encode(text);
    if (bytes.length !== text.length && hasLoneSurrogate(text)) throw unwritable();
    return bytes;
  },
  decode: (bytes) => read(utf8Decoder, bytes),
};

/**
 * The charset of a Python name such as `utf-8`, `ascii`, `latin-1`, `cp1252`, `iso-8859-15`, `koi8-r`
 * or `utf-16`. Not all that Python has: those that the platform can read as Python does.
 *
 * @throws LinkError `malformed-encoding` for any other name
 */
export const findCharset = /* @__PURE__ */ memoize((name): Charset => {
  const key = name.toLowerCase().replace(/[^a-z\d]+/g, '-');
  if (/^(utf-?8|u8|utf)$/.test(key)) return utf8;
  if (/^utf-?8-sig$/.test(key)) return withByteOrderMark(utf8);
  if (/^utf-?16-?le$/.test(key)) return utf16(true);
  if (/^utf-?16-?be$/.test(key)) return utf16(false);
  if (/^(utf-?16|u16)$/.test(key)) return withByteOrderMark(utf16(true));
  if (/^((us-)?ascii|646)$/.test(key)) return singleByte('');
  if (/^(latin-?1?|l1|(iso-?)?8859(-1)?|cp819)$/.test(key)) return singleByte(latin1High());
  if (/^((cp|windows-)125[0-8]|iso-?8859-([2-8]|1[0345])|koi8-r|cp866)$/.test(key)) {
    return singleByte(platformHigh(key));
  }
  throw new LinkError('malformed-encoding', 'expected an encoding such as utf-8, ascii or latin-1');
});

/** ASCII, and for the bytes from 0x80 the characters of `high`; U+FFFD for a byte without one. */
function singleByte(high: string): Charset {
  return {
    isAsciiSuperset: true,
    encode: (text) =>
      asciiBytes(text) ??
      Uint8Array.from(text, (character) => {
        if (character < '\x80') return character.charCodeAt(0);
        const at = character === '\uFFFD' ? -1 : high.indexOf(character);
        if (at < 0) throw unwritable();
        return 0x80 + at;
      }),
    decode(bytes) {
      const units = Uint16Array.from(bytes, (byte) =>
        byte < 0x80 ? byte : high.charCodeAt(byte - 0x80) || 0xfffd,
      );
      if (units.includes(0xfffd)) throw unreadable();
      return read(new TextDecoder('utf-16le'), new Uint8Array(units.buffer));
    },
  };
}

function latin1High(): string {
  return String.fromCharCode(...highBytes());
}

function platformHigh(label: string): string {
  const characters = new TextDecoder(label).decode(highBytes());
  // Where Windows code pages have no character, browsers read a control character, Python nothing.
  return /^(cp|windows-)125/.test(label)
    ? characters.replace(/[\x80-\x9f]/g, '\uFFFD')
    : characters;
}

function highBytes(): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, index) => 0x80 + index);
}

function utf16(littleEndian: boolean): Charset {
  const label = littleEndian ? 'utf-16le' : 'utf-16be';
  return {
    isAsciiSuperset: false,
    encode(text) {
      if (hasLoneSurrogate(text)) throw unwritable();
      const view = new DataView(new ArrayBuffer(text.length * 2));
      for (let at = 0; at < text.length; at++) {
        view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
      }
      return new Uint8Array(view.buffer);
    },
    decode: (bytes) => read(new TextDecoder(label, { fatal: true, ignoreBOM: true }), bytes),
  };
}

function withByteOrderMark({ isAsciiSuperset, encode, decode }: Charset): Charset {
  return {
    isAsciiSuperset,
    encode: (text) => encode(`\uFEFF${text}`),
    decode: (bytes) => decode(bytes).replace(/^\uFEFF/, ''),
  };
}

/** Null where a character is not ASCII: then UTF-8 has more bytes than the text has code units. */
function asciiBytes(text: string): Uint8Array | null {
  const bytes = encoder.encode(text);
  return bytes.length === text.length ? bytes : null;
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function read(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function unreadable(cause?: unknown): LinkError {
  return new LinkError('malformed-encoding', 'expected bytes of the configured encoding', {
    cause,
  });
}

function unwritable(): LinkError {
  return new LinkError('malformed-encoding', 'expected characters of the configured encoding');
}
