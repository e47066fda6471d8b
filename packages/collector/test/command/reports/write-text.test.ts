import { describe, expect, it } from 'vitest';
import { bar, columnChart } from '../../../src/command/reports/stats/bar.ts';
import { cutText } from '../../../src/command/reports/stats/cut-text.ts';
import type { Section } from '../../../src/command/reports/stats/sections.ts';
import type { View } from '../../../src/command/reports/stats/view.ts';
import { writeText, type AnsweredSection } from '../../../src/command/reports/stats/write-text.ts';

const terminal: View = { isTerminal: true, width: 72, paint: (_style, text) => text };
const file: View = { ...terminal, isTerminal: false, width: Infinity };

function answered(rows: readonly (readonly [string, number, number])[]): AnsweredSection {
  const section: Section = {
    name: 'pages',
    kind: 'table',
    title: 'Pages',
    query: { metrics: ['visitors'], dimensions: ['page'] },
  };
  return {
    section,
    answer: {
      results: rows.map(([page, now, before]) => ({
        dimensions: [page],
        metrics: [now],
        comparison: [before],
      })),
      meta: {
        as_of_sequence: 9,
        total_rows: rows.length + 3,
        excluded: { machine: 17 },
        warnings: [],
      },
      query: {
        site: ['acme'],
        date_range: ['2026-11-01', '2026-11-30'],
        metrics: ['visitors'],
        dimensions: ['page'],
        filters: null,
        actors: ['human', 'unknown'],
        timezone: 'UTC',
        compare: 'previous_period',
        order_by: [],
        limit: 5,
        offset: 0,
      },
    },
  };
}

describe('stats as text', () => {
  it('have bars in a terminal, in which nothing is longer than its width', () => {
    const long = `/${'long-path-'.repeat(10)}`;
    const text = writeText(
      [
        answered([
          ['/', 1_234, 1_000],
          [long, 617, 0],
        ]),
      ],
      terminal,
    );
    const lines = text.split('\n');
    expect(lines.find((line) => line.startsWith('/ '))).toMatch(/^\/ +█{16} +1,234 +\+23 %$/);
    expect(lines.find((line) => line.startsWith('/long'))).toMatch(/… +█{8} +617 +new$/);
    for (const line of lines.slice(1)) expect(line.length).toBeLessThanOrEqual(72);
    expect(text).toContain('… 3 more');
    expect(text).toContain('17 events of machines left out');
  });

  it('have neither bars nor cut values in a file', () => {
    const long = `/${'long-path-'.repeat(10)}`;
    const text = writeText([answered([[long, 617, 0]])], file);
    expect(text).toContain(`${long}       617  new\n`);
    expect(text).not.toContain('█');
  });

  it('show the control characters of a value escaped', () => {
    const text = writeText([answered([['/\u001B[31m\u202Egnp.exe', 1, 1]])], terminal);
    expect(text).not.toContain('\u001B');
    expect(text).not.toContain('\u202E');
  });

  it('show paths as a browser does, and what is no such path as it is', () => {
    const text = writeText(
      [
        answered([
          ['/%C3%A4', 2, 2],
          ['/%FF', 1, 1],
        ]),
      ],
      file,
    );
    expect(text).toMatch(/^\/ä +2/m);
    expect(text).toMatch(/^\/%FF +1/m);
  });

  it('say that nothing has happened', () => {
    expect(writeText([answered([])], terminal)).toContain('No events in this period');
  });
});

describe('a bar', () => {
  it('is as long as its share, and never nothing where there is something', () => {
    expect([1, 0.5, 0.0001, 0].map((share) => bar(share, 4))).toEqual(['████', '██', '▏', '']);
  });
});

describe('a chart of columns', () => {
  it('is empty where nothing happened, and full at the most', () => {
    expect(columnChart([0, 1, 4, 8], 1)).toBe(' ▁▄█');
    expect(columnChart([0, 0], 2)).toBe('    ');
  });
});

describe('a text that is cut', () => {
  it('takes no more columns than it may, also with wide characters', () => {
    expect(cutText('abcdef', 4)).toBe('abc…');
    expect(cutText('abcd', 4)).toBe('abcd');
    expect(cutText('漢字漢字', 5)).toBe('漢字…');
  });
});
