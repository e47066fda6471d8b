import { describe, expect, it } from 'vitest';
import { areDifferences, changeOf } from '../../src/page/format/change.ts';
import { metricText } from '../../src/page/format/metric-value.ts';
import { createNumbers } from '../../src/page/format/numbers.ts';
import { shown, shownPlain } from '../../src/page/format/shown.ts';
import { linesUpTo } from '../../src/page/chart/scale.ts';

const english = createNumbers('en-GB');
const german = createNumbers('de-DE');
/** Thin spaces as `_`. */
const plain = (text: string): string => text.replaceAll('\u202f', '_');

describe('a number', () => {
  it('is written as its metric and language have it', () => {
    expect(plain(metricText('visitors', 1_234_567, english))).toBe('1,234,567');
    expect(plain(metricText('visitors', 1_234_567, german))).toBe('1.234.567');
    expect(plain(metricText('bounce_rate', 0.4184, english))).toBe('41.8_%');
    expect(plain(metricText('bounce_rate', 0.4184, german))).toBe('41,8_%');
    expect(plain(metricText('visit_duration', 167, english))).toBe('2_min_47_s');
    expect(plain(metricText('engaged_ms', 48_400, english))).toBe('48_s');
    expect(plain(metricText('revenue', 19_846.2, english, 'EUR'))).toBe('19,846.20_EUR');
    expect(metricText('bounce_rate', null, english)).toBe('–');
  });

  it('is rounded to a minute where seconds do not fill one', () => {
    expect(plain(metricText('visit_duration', 59.6, english))).toBe('1_min_0_s');
    expect(plain(metricText('visit_duration', 3_600, english))).toBe('1_h_0_min');
  });
});

describe('a change', () => {
  it('is a quotient of counts, and points of shares', () => {
    expect(changeOf('visitors', 120, 100)).toEqual({ kind: 'quotient', by: 0.2 });
    expect(changeOf('bounce_rate', 0.5, 0.25)).toEqual({ kind: 'points', by: 0.25 });
    expect(plain(english.change(-0.031))).toBe('−3.1_%');
    expect(plain(english.change(2.41))).toBe('+241_%');
  });

  it('is no percentage where there was little or nothing before', () => {
    expect(changeOf('visitors', 251, 12)).toEqual({ kind: 'difference', by: 239 });
    expect(changeOf('visitors', 12, 12)).toEqual({ kind: 'same' });
    expect(changeOf('visitors', 5, 0)).toEqual({ kind: 'new' });
    expect(changeOf('visitors', 0, 0)).toBeNull();
    expect(changeOf('visit_duration', null, 5)).toBeNull();
  });
});

describe('the changes of a column', () => {
  it('are all differences where a percentage of one would mislead', () => {
    expect(areDifferences('visitors', [45, 12, 0])).toBe(true);
    expect(areDifferences('visitors', [45, 30, 0, undefined, null])).toBe(false);
    expect(areDifferences('bounce_rate', [0.2])).toBe(false);
    expect(changeOf('visitors', 54, 45, true)).toEqual({ kind: 'difference', by: 9 });
    expect(plain(english.difference(-1_234))).toBe('−1,234');
  });
});

describe('a text of data', () => {
  it('has no control characters, no half ones, and no end that nobody reads', () => {
    expect(shown('a\u0000b\u001b[31m\u0085')).toBe('a␀b␛[31m␡');
    expect(shown('\ud83d')).toBe('\ufffd');
    expect(shown('x'.repeat(9_000))).toHaveLength(200);
    expect(shownPlain('a\u202eb\u2066c')).toBe('abc');
    expect(shown('/plain?ä=1')).toBe('/plain?ä=1');
  });
});

describe('lines across a chart', () => {
  it('are round, few, and reach the largest value', () => {
    expect(linesUpTo(191, true)).toEqual([50, 100, 150, 200]);
    expect(linesUpTo(3, true)).toEqual([1, 2, 3]);
    expect(linesUpTo(0, true)).toEqual([1]);
    for (const largest of [0.013, 0.5, 7, 99, 1_234, 9_999_999]) {
      const lines = linesUpTo(largest, false);
      expect(lines.length).toBeLessThanOrEqual(5);
      expect(lines.at(-1)).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
    }
  });
});
