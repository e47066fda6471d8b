import { describe, expect, it } from 'vitest';
import { findCharset } from '../../../src/pytracking/python/find-charset.ts';

/** Labels of the Encoding Standard (§4.2), but for those of UTF-8 and UTF-16, and what stands for no encoding. */
const labels =
  `866 cp866 csibm866 ibm866 csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2
iso_8859-2:1987 l2 latin2 csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3
csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4 csisolatincyrillic cyrillic
iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988 arabic asmo-708 csiso88596e csiso88596i
csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6
iso_8859-6:1987 csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7
iso_8859-7:1987 sun_eu_greek csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598
iso_8859-8 iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical csisolatin6 iso-8859-10 iso-ir-157 iso8859-10
iso885910 l6 latin6 iso-8859-13 iso8859-13 iso885913 iso-8859-14 iso8859-14 iso885914 csisolatin9 iso-8859-15
iso8859-15 iso885915 iso_8859-15 l9 cskoi8r koi koi8 koi8-r koi8_r koi8-ru koi8-u csmacintosh mac
macintosh x-mac-roman dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874 cp1250 windows-1250 x-cp1250 cp1251
windows-1251 x-cp1251 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591
iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252 cp1253 windows-1253 x-cp1253 cp1254 csisolatin5
iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 x-cp1254 cp1255
windows-1255 x-cp1255 cp1256 windows-1256 x-cp1256 cp1257 windows-1257 x-cp1257 cp1258 windows-1258 x-cp1258
x-mac-cyrillic x-mac-ukrainian chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb18030
big5 big5-hkscs cn-big5 csbig5 x-x-big5 cseucpkdfmtjapanese euc-jp x-euc-jp csiso2022jp iso-2022-jp csshiftjis
ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis cseuckr csksc56011987 euc-kr iso-ir-149 korean
ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949`.split(/\s+/);

/** Names in Python of charsets that browsers know by other names. */
const pythonNames =
  `cp932 euc_jp iso2022_jp euc_kr cp949 uhc gb18030_2000 cp936 cp950 big5hkscs mac_roman macroman
mac_cyrillic koi8_u cp874 tis620 iso8859_16 iso8859_9 iso8859_11 latin5`.split(/\s+/);

const ascii = '{"metadata": {"a": "\\u00e9"}}';
const bytes = new TextEncoder().encode(ascii);

describe('findCharset', () => {
  it.each([...labels, ...pythonNames])('knows %s, whose ASCII is ASCII', (name) => {
    for (const spelled of [name, name.toUpperCase()]) {
      const charset = findCharset(spelled);
      expect(charset.isAsciiSuperset).toBe(true);
      expect(charset.encode(ascii)).toEqual(bytes);
      expect(charset.decode(bytes)).toBe(ascii);
    }
  });

  it.each(['utf-8', 'utf8', 'unicode-1-1-utf-8', 'x-unicode20utf8', 'UTF_8', 'utf-8-sig'])(
    'knows UTF-8 as %s',
    (name) => {
      const charset = findCharset(name);
      expect(charset.decode(charset.encode('日é'))).toBe('日é');
    },
  );

  it.each(['utf-16', 'utf-16le', 'utf-16be', 'utf_16_le', 'unicode', 'ucs-2', 'csunicode'])(
    'knows UTF-16 as %s, which is no ASCII',
    (name) => {
      const charset = findCharset(name);
      expect(charset.isAsciiSuperset).toBe(false);
      expect(charset.decode(charset.encode('日é'))).toBe('日é');
    },
  );

  it.each<[string, readonly number[], string]>([
    ['shift_jis', [0x93, 0xfa], '日'],
    ['euc-jp', [0xc6, 0xfc], '日'],
    ['iso2022_jp', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42], '日'],
    ['gb18030', [0xc8, 0xd5], '日'],
    ['gb2312', [0xc8, 0xd5], '日'],
    ['big5', [0xa4, 0xe9], '日'],
    ['cp949', [0xc7, 0xd1], '한'],
    ['koi8-u', [0xa4], 'є'],
    ['macintosh', [0x8e], 'é'],
    ['iso8859-16', [0xaa], 'Ș'],
    ['iso8859-9', [0xfe], 'ş'],
    ['iso8859-9', [0x80], '\u0080'],
    ['tis-620', [0xa1], 'ก'],
  ])('reads %s as it is written: %j', (name, given, text) => {
    expect(findCharset(name).decode(Uint8Array.from(given))).toBe(text);
  });

  it.each(['shift_jis', 'big5', 'gb18030'])('refuses what is none of %s', (name) => {
    expect(() => findCharset(name).decode(Uint8Array.of(0x61, 0x88))).toThrow(
      /configured encoding/,
    );
    expect(() => findCharset(name).encode('日')).toThrow(/configured encoding/);
  });

  it.each(['', 'utf-7', 'utf-32', 'replacement', 'iso-2022-kr', 'hz-gb-2312', 'constructor', 'x'])(
    'knows no %j',
    (name) => {
      expect(() => findCharset(name)).toThrow(/encoding is not known/);
    },
  );
});
