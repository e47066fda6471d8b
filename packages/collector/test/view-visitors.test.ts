import { describe, expect, it } from 'vitest';
import { ids } from '../src/ids.ts';
import { rememberViews } from '../src/view-visitors.ts';

describe('the visitor of a browser that has none', () => {
  it('is another one each time where the view is not told', () => {
    const { visitor } = rememberViews(ids);
    expect(visitor()).not.toBe(visitor());
  });

  it('is the same for each hit of a page view, and another for another view', () => {
    const { visitor } = rememberViews(ids);
    const first = visitor('view-1');
    expect(visitor('view-2')).not.toBe(first);
    expect(visitor('view-1')).toBe(first);
  });

  it('is remembered for the last ten thousand views', () => {
    const { visitor } = rememberViews(ids);
    const first = visitor('first');
    const second = visitor('second');
    for (let view = 2; view <= 10_000; view += 1) visitor(`${view}`);
    expect(visitor('second')).toBe(second);
    expect(visitor('first')).not.toBe(first);
  });
});
