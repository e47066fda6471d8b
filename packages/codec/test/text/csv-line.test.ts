import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../src/text/index.ts';

describe('csvLine', () => {
  it('quotes every cell, and quotes in it twice', () => {
    expect(csvLine(['a', 'b "c", d', null, ''])).toBe('"a","b ""c"", d","",""\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '"=1', '＝1', 'a;=1'])(
    'makes %o a text to every spreadsheet',
    (text) => {
      const [cell = ''] = csvLine([text]).trimEnd().split(',');
      expect(cell).toMatch(/'[=+\-@＝]|'\s*"*[=]/u);
      expect(cell).not.toMatch(/(^"|;)[\s"]*[=+\-@＝]/u);
    },
  );

  it('escapes tabs and new lines, after which a formula may begin', () => {
    expect(csvLine(['\t=1', '\r=1', 'a\n=1'])).toBe('"\\u0009=1","\\u000d=1","a\\u000a=1"\r\n');
  });

  it('leaves numbers as they are, also negative ones', () => {
    expect(csvLine([-3.5, 0, 1e21, 12])).toBe('"-3.5","0","1e+21","12"\r\n');
  });

  it('has a cell for each text, and none that is a formula, wherever a program cuts', () => {
    const signs = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      '＝',
      ';',
      '"',
      ',',
      '\t',
      '\r',
      '\n',
      ' ',
      'a',
    );
    const texts = fc.array(fc.string({ unit: signs }), { minLength: 1 });
    fc.assert(
      fc.property(texts, (cells) => {
        const line = csvLine(cells);
        const read = [...line.trimEnd().matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, cell = '']) =>
          cell.replaceAll('""', '"'),
        );
        expect(read).toHaveLength(cells.length);
        for (const part of [...read, ...line.split(';')]) {
          expect(part).not.toMatch(/^[\s"]*[=+\-@＝]/u);
        }
      }),
    );
  });

  it('leaves a harmless text as it is', () => {
    expect(csvLine(['a=1', 'x - y', 'Grüße'])).toBe('"a=1","x - y","Grüße"\r\n');
  });
});
