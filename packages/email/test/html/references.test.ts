import fc from 'fast-check';
import { parseFragment } from 'parse5';
import { describe, expect, it } from 'vitest';
import { namedReferences } from '../../src/html/named-references.ts';
import { decodeAttribute, encodeAttribute } from '../../src/html/references.ts';

function decodedByParse5(raw: string): string | undefined {
  const [element] = parseFragment(`<a title="${raw}">`).childNodes;
  return element && 'attrs' in element ? element.attrs[0]?.value : undefined;
}

const names = namedReferences.split(' ').map((pair) => /^~?(\w+)/.exec(pair)?.[1] ?? '');

describe('decodeAttribute', () => {
  it('knows the 2,125 names of the standard, with and without semicolon', () => {
    expect(names).toHaveLength(2125);
    const raw = names.map((name) => `&${name}; &${name} &${name}= &${name}x`).join(' ');
    expect(decodeAttribute(raw)).toBe(decodedByParse5(raw));
  });

  it('decodes numbers as an HTML parser does', () => {
    const numbers = [0, 9, 13, 38, 128, 150, 159, 160, 0xd800, 0xfffe, 0x1f600, 0x10ffff, 0x110000];
    const raw = [...numbers, '99999999999999999999']
      .map((number) => `&#${number}; &#x${number}; &#${number}z &#X${number.toString(16)};`)
      .join(' ');
    expect(decodeAttribute(raw)).toBe(decodedByParse5(raw));
  });

  it('decodes any value as an HTML parser does', () => {
    const piece = fc.constantFrom(
      '&',
      '#',
      'x',
      ';',
      '=',
      'amp',
      'copy',
      '1',
      'F',
      ' ',
      '\r\n',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const raw = parts.join('');
        expect(decodeAttribute(raw)).toBe(decodedByParse5(raw));
      }),
    );
  });

  it('leaves the parameters of an unescaped query alone', () => {
    expect(decodeAttribute('/?a=1&copy=2&notit;&amp;lt=3')).toBe('/?a=1&copy=2&notit;&lt=3');
  });
});

describe('encodeAttribute', () => {
  it.each(['"', "'", ''] as const)('makes a value that reads the same between %j', (quote) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', minLength: 1 }), (text) => {
        const source = `<a title=${quote}${encodeAttribute(text, quote)}${quote}>`;
        const [element] = parseFragment(source).childNodes;
        const value = element && 'attrs' in element ? element.attrs[0]?.value : undefined;
        expect(value).toBe(
          text.replace(/\r\n?/g, quote === '' ? '$&' : '\n').replaceAll('\0', '\uFFFD'),
        );
      }),
    );
  });

  it('leaves alone what needs no escape', () => {
    const url = 'https://t.example/c/sAb-_9';
    expect(encodeAttribute(url, '"')).toBe(url);
    expect(encodeAttribute("a'b", '"')).toBe("a'b");
  });
});
