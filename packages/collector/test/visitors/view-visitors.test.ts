import { describe, expect, it } from 'vitest';
import { createIds } from '../../src/visitors/ids.ts';
import { rememberViews } from '../../src/visitors/view-visitors.ts';

describe('the visitor of a browser that has none', () => {
  it('is another one each time where the view is not told', () => {
    const visitors = rememberViews(createIds());
    expect(visitors.visitor()).not.toBe(visitors.visitor());
  });

  it('is the same for each hit of a page view, and another for another view', () => {
    const visitors = rememberViews(createIds());
    const first = visitors.visitor('view-1');
    expect(visitors.visitor('view-2')).not.toBe(first);
    expect(visitors.visitor('view-1')).toBe(first);
  });

  it('is remembered for the last ten thousand views', () => {
    const visitors = rememberViews(createIds());
    const first = visitors.visitor('first');
    const second = visitors.visitor('second');
    for (let view = 2; view <= 10_000; view += 1) visitors.visitor(`${view}`);
    expect(visitors.visitor('second')).toBe(second);
    expect(visitors.visitor('first')).not.toBe(first);
  });
});
