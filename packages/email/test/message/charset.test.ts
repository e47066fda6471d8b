import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/message/charset.ts';
import { applyEdits } from '../../src/edit.ts';

/** Charsets of emails, and the names that mail programs give them. */
const charsets =
  'utf-8 ISO-8859-1 iso-8859-2 iso-8859-5 iso-8859-15 koi8-r windows-1250 windows-1251 CP1252 windows-1255 windows-1258 macintosh iso-2022-jp Shift_JIS cp932 euc-jp gb2312 GBK gb18030 big5 euc-kr'.split(
    ' ',
  );

const decode = (charset: string, bytes: string) => decodeText(bytes, charset);

describe('decodeText', () => {
  it.each(charsets)(
    'makes edits of ASCII in any bytes of %s, or says that it cannot',
    (charset) => {
      const bytes = fc.oneof(
        fc.uint8Array({ maxLength: 200 }).map((list) => String.fromCharCode(...list)),
        fc
          .array(
            fc.constantFrom(
              '\x1b$B',
              '\x1b(B',
              '"',
              '<a href=',
              'F|K',
              '\xc8\xd5',
              '\x81\x30\x81\x30',
            ),
            { maxLength: 30 },
          )
          .map((parts) => parts.join('')),
      );
      fc.assert(
        fc.property(bytes, fc.nat(), fc.nat(20), (binary, at, length) => {
          const decoded = decode(charset, binary);
          const start = at % ((decoded?.text.length ?? 0) + 1);
          const edits = [
            { start, end: Math.min(start + length, decoded?.text.length ?? 0), text: 'LINK' },
          ];
          const byteEdits = decoded?.toByteEdits(edits) ?? null;
          if (byteEdits === null) return;
          const edited = applyEdits(binary, byteEdits);
          expect(decode(charset, edited)?.text).toBe(applyEdits(decoded?.text ?? '', edits));
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    [
      'iso-2022-jp',
      'x\x1b$BF|K\\\x1b(B <https://a.example> \x1b$BF|K\\\x1b(B',
      'https://a.example',
    ],
    ['iso-2022-jp', '\x1b$BF|\x1b(Bhttps://a.example\x1b$BF|\x1b(B', 'https://a.example'],
    ['shift_jis', '\x83\x5c https://a.example/\x83\x5c "', 'https://a.example/ソ'],
    ['gb18030', '\x81\x30\x81\x30<https://a.example>', 'https://a.example'],
    ['utf-8', 'https://a.example/\xe9"\xe9', 'https://a.example/\uFFFD'],
    ['utf-8', '\xef\xbb\xbfhttps://a.example/', 'https://a.example/'],
    ['windows-1251', '\xcf https://a.example/\xf0 \xcf', 'https://a.example/р'],
  ])('replaces an address in %s and nothing beside it: %j', (charset, binary, address) => {
    const decoded = decode(charset, binary);
    const start = decoded?.text.indexOf(address) ?? -1;
    const edits =
      decoded?.toByteEdits([{ start, end: start + address.length, text: 'LINK' }]) ?? [];
    const [before = '', after = ''] = (decoded?.text ?? '').split(address);
    const edited = applyEdits(binary, edits);
    expect(decode(charset, edited)?.text).toBe(`${before}LINK${after}`);
    expect(edited).toContain('LINK');
  });

  it('finds places in texts longer than it reads at once', () => {
    const binary = '\xd0\x9f'.repeat(500) + 'A' + '\xe6\x97\xa5'.repeat(500) + 'B';
    const decoded = decode('utf-8', binary);
    const edits = [500, 1001].map((start) => ({ start, end: start + 1, text: '!' }));
    expect(decoded?.toByteEdits(edits)).toEqual([
      { start: 1000, end: 1001, text: '!' },
      { start: 2501, end: 2502, text: '!' },
    ]);
  });

  it('takes bytes without a charset for UTF-8, or else for Windows-1252', () => {
    expect(decodeText('\xc3\xa9')?.text).toBe('é');
    expect(decodeText('\xe9\x80', 'us-ascii')?.text).toBe('é€');
  });

  it('knows a charset with a name of its own only where all is ASCII', () => {
    expect(decodeText('abc', 'x-own')?.text).toBe('abc');
    expect(decodeText('\xe9', 'x-own')).toBeNull();
    expect(decodeText('a+ZeVnLIqe-', 'utf-7')).toBeNull();
    expect(decodeText('abc', 'hz-gb-2312')).toBeNull();
  });

  it('has no place for a link between two characters of a part in Japanese', () => {
    const decoded = decode('iso-2022-jp', '\x1b$BF|K\\\x1b(B');
    expect(decoded?.toByteEdits([{ start: 1, end: 1, text: 'LINK' }])).toBeNull();
  });
});
