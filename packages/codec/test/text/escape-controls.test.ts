import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeControls } from '../../src/text/index.ts';

describe('escapeControls', () => {
  it.each([
    ['DEL', '\u007F', '\\u007f'],
    ['a C1 control: CSI', '\u009B', '\\u009b'],
    ['a mark that turns text around', '\u202E', '\\u202e'],
    ['an isolate', '\u2066', '\\u2066'],
    ['a zero-width space', '\u200B', '\\u200b'],
    ['a line separator', '\u2028', '\\u2028'],
    ['a byte order mark', '\uFEFF', '\\ufeff'],
  ])('escapes %s', (_, character, escaped) => {
    expect(escapeControls(`"a${character}b"`)).toBe(`"a${escaped}b"`);
  });

  it.each(['"plain text"', '"Grüße, 漢字, עברית, 💚"', '"\\u001b[31m"', '"\u00A0\u00FF"'])(
    'leaves %o as it is',
    (json) => {
      expect(escapeControls(json)).toBe(json);
    },
  );

  it('leaves no character in JSON that a terminal would act on, and does not change its meaning', () => {
    fc.assert(
      fc.property(anyText(), (value) => {
        const printed = escapeControls(JSON.stringify(value));
        expect(printed).not.toMatch(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/u);
        expect(JSON.parse(printed)).toBe(value);
      }),
    );
  });
});

/** Text with many controls and marks in it. */
function anyText(): fc.Arbitrary<string> {
  const codes = fc.oneof(fc.nat(0xa0), fc.integer({ min: 0x2000, max: 0x206f }), fc.nat(0xffff));
  return fc.array(codes).map((units) => String.fromCharCode(...units));
}
