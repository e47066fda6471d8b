import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeQuotedPrintable,
  editQuotedPrintable,
  encodeQuotedPrintable,
} from '../../src/message/quoted-printable.ts';

const bytes = fc.string({
  unit: fc.constantFrom(...'ab =\t.\r\n\u00FC\u00FF\0'.split('')),
  maxLength: 300,
});

/** Line breaks as they are in a message. */
const canonical = bytes.map((text) => text.replaceAll(/\r\n?|\n/g, '\r\n'));

describe('quoted-printable', () => {
  it.each([
    ['=C3=A9', '\u00C3\u00A9'],
    ['a=\r\nb=\nc', 'abc'],
    ['a=  \r\nb', 'ab'],
    ['a  \r\nb \t', 'a\r\nb'],
    ['=3d=XY=', '==XY'],
    ['', ''],
  ])('of %j is %j', (body, content) => {
    expect(decodeQuotedPrintable(body).content).toBe(content);
  });

  it('gives back any content, in lines of at most 76 characters', () => {
    fc.assert(
      fc.property(canonical, (content) => {
        const body = encodeQuotedPrintable(content, '\r\n');
        expect(decodeQuotedPrintable(body).content).toBe(content);
        expect(body).toMatch(/^(?:[\t\r\n -~]{0,76}(?:\r\n|$))*$/);
        expect(body).not.toMatch(/[ \t](?:\r\n|$)/);
      }),
    );
  });

  it('keeps what stands around an edit as it was written', () => {
    fc.assert(
      fc.property(
        canonical,
        fc.nat(300),
        fc.nat(40),
        fc.string({ unit: 'grapheme-ascii' }),
        (content, at, length, text) => {
          const body = encodeQuotedPrintable(content, '\r\n');
          const decoded = decodeQuotedPrintable(body);
          const start = Math.min(at, content.length);
          const end = Math.min(start + length, content.length);
          const edited = editQuotedPrintable(body, decoded, [{ start, end, text }], '\r\n');
          expect(decodeQuotedPrintable(edited).content).toBe(
            content.slice(0, start) + text + content.slice(end),
          );
          expect(edited.split('\r\n').filter((line) => line.length > 76)).toEqual([]);
          const before = decoded.starts[start] ?? 0;
          // The last character of a full line goes to the next one: a soft line break needs its room.
          const kept = Math.max(before - 4, 0);
          expect(edited.slice(0, kept)).toBe(body.slice(0, kept));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
