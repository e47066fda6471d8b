import { describe, expect, it } from 'vitest';
import { metrics } from '../../src/query/metrics.ts';
import { textsOf } from '../../src/page/texts/choose-texts.ts';

describe('the definitions of a page', () => {
  it.each(['en', 'de'] as const)('are for its readers, not for users of the API, in %s', (code) => {
    const { definitions, metrics: names } = textsOf(code);
    for (const metric of metrics) {
      expect(names[metric]).toMatch(/\w/);
      expect(definitions.metrics[metric]).toMatch(/\.$/);
      expect(definitions.metrics[metric]).not.toMatch(
        /×|÷|\bnull\b|0 (to|bis) 1\b|dimension|milliseconds|`(goal|vital)`/i,
      );
    }
  });
});
