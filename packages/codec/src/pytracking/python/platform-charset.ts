import { unwritable, type Charset } from './charset.ts';
import { decode, utf16, utf8 } from './utf.ts';

/** Python's names of charsets that the platform knows by others, each after its label. */
const names =
  ' shift_jis:cp932 iso-2022-jp:iso2022-jp euc-kr:cp949 euc-kr:uhc gbk:cp936 gb18030:gb18030-2000 big5:cp950' +
  ' big5-hkscs:big5hkscs macintosh:mac-roman macintosh:macroman x-mac-cyrillic:mac-cyrillic windows-874:cp874' +
  ' windows-874:tis620 iso-8859-16:iso8859-16 ';

function labelOf(name: string): string {
  const end = names.indexOf(`:${name} `);
  return end === -1 ? name : names.slice(names.lastIndexOf(' ', end) + 1, end);
}

/**
 * A charset that the platform's `TextDecoder` knows (Encoding Standard §4.2), by that label or by Python's name.
 * The platform writes UTF-8 only: of others, ASCII, which is all that JSON of tokens holds.
 *
 * @param label as it was given
 * @param name in lower case, with - for any punctuation
 * @returns undefined for other names
 */
export function findPlatformCharset(label: string, name: string): Charset | undefined {
  const decoder = createDecoder(label) ?? createDecoder(labelOf(name));
  switch (decoder?.encoding) {
    // Labels of nothing, which stand for many old ones and read no byte.
    case undefined:
    case 'replacement':
      return undefined;
    case 'utf-8':
      return utf8;
    case 'utf-16le':
    case 'utf-16be':
      return utf16(decoder?.encoding === 'utf-16le');
  }
  return (
    decoder && {
      isAsciiSuperset: true,
      encode: encodeAscii,
      decode: (bytes) => decode(decoder, bytes),
    }
  );
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
