import { describe, expect, it } from 'vitest';
import { anchorOf, chartGeometry, columnOf } from '../../src/page/chart/chart-geometry.ts';
import type { ChartPoint } from '../../src/page/chart/series.ts';

/** Days with these values, all of them over. */
function days(values: readonly (number | null)[], before?: readonly number[]): ChartPoint[] {
  return values.map((value, index) => ({
    label: `2026-11-0${index + 1}`,
    fromMs: index,
    toMs: index + 1,
    value,
    before: before?.[index],
    isUnfinished: false,
  }));
}

/** Days with these values, the last of which is not over. */
function unfinished(values: readonly (number | null)[]): ChartPoint[] {
  return days(values).map((day, index) => ({ ...day, isUnfinished: index === values.length - 1 }));
}

describe('the geometry of a chart', () => {
  it('has lines at round values, the greatest at the upper edge of the band', () => {
    expect(chartGeometry(days([1, 8, 3, 4]), true).lines).toEqual([
      { value: 2, y: 70 },
      { value: 4, y: 50 },
      { value: 6, y: 30 },
      { value: 8, y: 10 },
    ]);
  });

  it('has lines at fractions only where values are none of counts', () => {
    const values = (isWhole: boolean) =>
      chartGeometry(days([1]), isWhole).lines.map(({ value }) => value);
    expect(values(true)).toEqual([1]);
    expect(values(false)).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('has room for what is compared with, in the same scale', () => {
    const { lines, paths } = chartGeometry(days([2, 4], [8, 0]), true);
    expect(lines.at(-1)?.value).toBe(8);
    expect(paths.before).toBe('M250 0L750 100');
    expect(paths.finished).toBe('M250 75L750 50');
  });

  it('interrupts the line and its area where there is no number', () => {
    expect(chartGeometry(days([0, 8, null, 4]), true).paths).toEqual({
      finished: 'M125 100L375 0M875 50',
      area: 'M125 100L375 0L375 100L125 100ZM875 50L875 100L875 100Z',
      unfinished: '',
      before: '',
    });
  });

  it('leads from the last bucket that is over to the one that is not', () => {
    const { paths, openEnd } = chartGeometry(unfinished([0, 8, 4, 2]), true);
    expect(paths.finished).toBe('M125 100L375 0L625 50');
    expect(paths.unfinished).toBe('M625 50L875 75');
    expect(openEnd).toEqual({ x: 87.5, y: 70 });
  });

  it('has no open end where all is over, or where nothing is known yet', () => {
    expect(chartGeometry(days([8, 4]), true).openEnd).toBeNull();
    expect(chartGeometry(unfinished([8, null]), true).openEnd).toBeNull();
  });

  it('is empty without buckets', () => {
    const { paths, openEnd } = chartGeometry([], true);
    expect(Object.values(paths).join('')).toBe('');
    expect(openEnd).toBeNull();
  });
});

describe('the columns of a chart', () => {
  it('fill its width, each with its middle', () => {
    expect([0, 1, 2, 3].map((index) => columnOf(index, 4))).toEqual([
      { left: 0, middle: 12.5, width: 25 },
      { left: 25, middle: 37.5, width: 25 },
      { left: 50, middle: 62.5, width: 25 },
      { left: 75, middle: 87.5, width: 25 },
    ]);
  });

  it('have texts in their middle, but at the ends within the drawing', () => {
    expect([1.6, 3, 50, 95, 98.4].map(anchorOf)).toEqual([
      'start',
      'middle',
      'middle',
      'middle',
      'end',
    ]);
  });
});
