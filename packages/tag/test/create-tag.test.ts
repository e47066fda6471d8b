import { createTag, measureVitals, watchErrors } from '@hitmark/tag';
import { describe, expect, it } from 'vitest';

describe('createTag without a page', () => {
  it('returns a tag that does nothing, each time', () => {
    const tag = createTag({ collector: 'https://t.example.com/' });
    expect(() => {
      tag('event', 'signup', { plan: 'pro' });
      tag('consent', true);
      tag('view');
      tag('off');
    }).not.toThrow();
    expect(Object.getOwnPropertySymbols(globalThis)).not.toContain(Symbol.for('hitmark'));
  });

  it('has nothing to watch or measure either', () => {
    expect(() => {
      watchErrors();
      measureVitals();
      watchErrors(createTag({}));
      measureVitals(createTag({}));
    }).not.toThrow();
  });
});
