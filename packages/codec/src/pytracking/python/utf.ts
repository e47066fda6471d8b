import { unreadable, unwritable, type Charset } from './charset.ts';

// Made once: making its encoder and decoder costs more than using them.
export const utf8: Charset = /* @__PURE__ */ createUtf8();

function createUtf8(): Charset {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return {
    isAsciiSuperset: true,
    encode(text) {
      const bytes = encoder.encode(text);
      // A text with as many bytes as code units is ASCII.
      if (bytes.length !== text.length) refuseLoneSurrogates(text);
      return bytes;
    },
    decode: (bytes) => decode(decoder, bytes),
  };
}

export function utf16(littleEndian: boolean): Charset {
  const label = littleEndian ? 'utf-16le' : 'utf-16be';
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return {
    isAsciiSuperset: false,
    encode(text) {
      refuseLoneSurrogates(text);
      const view = new DataView(new ArrayBuffer(text.length * 2));
      for (let at = 0; at < text.length; at++) {
        view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
      }
      return new Uint8Array(view.buffer);
    },
    decode: (bytes) => decode(decoder, bytes),
  };
}

export function withByteOrderMark({ isAsciiSuperset, ...charset }: Charset): Charset {
  return {
    isAsciiSuperset,
    encode: (text) => charset.encode(`\uFEFF${text}`),
    decode: (bytes) => charset.decode(bytes).replace(/^\uFEFF/, ''),
  };
}

function refuseLoneSurrogates(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw unwritable();
}

/** Reads bytes by a decoder that is fatal. */
export function decode(decoder: TextDecoder, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw unreadable(cause);
  }
}
