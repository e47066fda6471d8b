import { unwritable, type Charset } from './charset.ts';
import { decode, utf16, utf8 } from './utf.ts';

/** Python's names of charsets that the platform knows by others. */
const labels: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  [
    [
      'shift_jis',
      'cp932 ms932 mskanji ms-kanji windows-31j shiftjis sjis s-jis shift-jis csshiftjis',
    ],
    ['euc-jp', 'eucjp ujis u-jis'],
    ['iso-2022-jp', 'iso2022-jp iso2022jp csiso2022jp'],
    ['euc-kr', 'euckr cp949 ms949 uhc 949 ks-c-5601 ks-c-5601-1987 ksx1001 ks-x-1001'],
    ['gbk', 'cp936 936 ms936 euccn euc-cn gb2312-1980 gb2312-80'],
    ['gb18030', 'gb18030-2000'],
    ['big5', 'cp950 ms950 950 big5-tw'],
    ['big5-hkscs', 'big5hkscs hkscs'],
    ['macintosh', 'mac-roman macroman'],
    ['x-mac-cyrillic', 'mac-cyrillic maccyrillic'],
    ['koi8-r', 'koi8r'],
    ['koi8-u', 'koi8u'],
    ['windows-874', 'cp874 tis620 tis-620'],
    ['iso-8859-16', 'iso8859-16 latin10 l10'],
  ].flatMap(([label = '', names = '']) => names.split(' ').map((name) => [name, label] as const)),
);

/**
 * A charset that the platform's `TextDecoder` knows (Encoding Standard §4.2), by that label or by Python's name.
 * The platform writes UTF-8 only: of others, ASCII, which is all that JSON of tokens holds.
 *
 * @param label as it was given
 * @param name in lower case, with - for any punctuation
 * @returns undefined for other names
 */
export function findPlatformCharset(label: string, name: string): Charset | undefined {
  const decoder = createDecoder(label) ?? createDecoder(labels.get(name) ?? name);
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
