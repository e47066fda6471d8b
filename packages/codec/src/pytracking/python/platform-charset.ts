import { unwritable, type Charset } from './charset.ts';
import { decode, utf16, utf8 } from './utf.ts';

/** Charsets that Python knows by other names than the platform: Python's name, then the platform's label. */
const labels =
  'cp932 shift_jis,iso2022-jp iso-2022-jp,cp949 euc-kr,uhc euc-kr,cp936 gbk,gb18030-2000 gb18030,cp950 big5,' +
  'big5hkscs big5-hkscs,mac-roman macintosh,macroman macintosh,mac-cyrillic x-mac-cyrillic,' +
  'cp874 windows-874,tis620 windows-874,iso8859-16 iso-8859-16';

function labelOf(pythonName: string): string {
  const pairs = labels.split(',').map((pair) => pair.split(' '));
  return pairs.find(([name]) => name === pythonName)?.[1] ?? pythonName;
}

/**
 * Finds a charset that the platform's `TextDecoder` knows (Encoding Standard §4.2), by its label or by Python's name.
 * `TextEncoder` writes UTF-8 only, so texts in the other charsets must be ASCII, as the JSON of tokens is.
 *
 * @param label as it was configured
 * @param name the label in lower case, with - for any punctuation
 * @returns undefined for other names
 */
export function findPlatformCharset(label: string, name: string): Charset | undefined {
  const decoder = createDecoder(label) ?? createDecoder(labelOf(name));
  // `replacement` stands for encodings that the platform knows, but does not decode, such as ISO-2022-KR.
  if (!decoder || decoder.encoding === 'replacement') return undefined;
  if (decoder.encoding === 'utf-8') return utf8;
  if (decoder.encoding.startsWith('utf-16')) return utf16(decoder.encoding === 'utf-16le');
  return {
    isAsciiSuperset: true,
    encode: encodeAscii,
    decode: (bytes) => decode(decoder, bytes),
  };
}

function encodeAscii(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  if (bytes.some((byte) => byte > 0x7f)) throw unwritable();
  return bytes;
}

function createDecoder(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return undefined;
  }
}
