import { describe, expect, it } from 'vitest';
import { changeOf } from '../../../src/command/reports/stats/write-change.ts';
import { writeNumber } from '../../../src/command/reports/stats/write-number.ts';

describe('a number is written as people do', () => {
  it.each([
    [1_234, 'count', '1,234'],
    [0, 'count', '0'],
    [2.4788, 'mean', '2.5'],
    [0.1234, 'share', '12 %'],
    [0.0123, 'share', '1.2 %'],
    [0.0996, 'share', '10 %'],
    [1, 'share', '100 %'],
    [64, 'depth', '64 %'],
    [125, 'seconds', '2 min 5 s'],
    [59.6, 'seconds', '1 min'],
    [0.2, 'seconds', '0 s'],
    [7_320, 'seconds', '2 h 2 min'],
    [90_000, 'seconds', '1 d 1 h'],
    [45_300, 'ms', '45 s'],
    [1_234.5, 'money', '1,234.50'],
    [null, 'share', '–'],
    [undefined, 'count', '–'],
  ] as const)('%s as %s is %s', (value, kind, text) => {
    expect(writeNumber(value, kind)).toBe(text);
  });
});

describe('a change to the period before', () => {
  const count = { kind: 'count', isHigherBetter: true } as const;
  const bounces = { kind: 'share', isHigherBetter: false } as const;

  it.each([
    [112, 100, count, '+12 %', true],
    [97, 100, count, '−3 %', false],
    [5, 0, count, 'new', true],
    [0, 5, count, '−100 %', false],
    [7, 7, count, '=', true],
    [0.45, 0.4, bounces, '+5 pt', false],
    [0.366, 0.4, bounces, '−3.4 pt', true],
  ])('from %s to %s of %j is %s', (now, before, metric, text, isGood) => {
    expect(changeOf(now, before, metric)).toMatchObject({ text, isGood });
  });

  it.each([
    [null, 5],
    [5, null],
    [5, undefined],
    [0, 0],
  ])('from %s to %s is none', (now, before) => {
    expect(changeOf(now, before, count).text).toBe('');
  });
});
