import { describe, expect, it } from 'vitest';
import type { FilterDimension } from '../../src/query/dimensions.ts';
import { comparisons } from '../../src/query/filter.ts';
import { negate, parseFilter, serialiseFilter } from '../../src/page/state/filter-text.ts';
import { parseState, serialiseState, type PageState } from '../../src/page/state/page-state.ts';
import { hostileTexts } from '../support/random-journal.ts';
import { createRandom } from '../support/random.ts';

const read = (query: string): PageState => parseState(new URLSearchParams(query));

describe('the state of a page', () => {
  it('comes back from its address as it was, whatever texts it filters by', () => {
    const random = createRandom(1);
    const dimensions: readonly FilterDimension[] = ['page', 'segment', 'data.a~b!c', 'time:day'];
    for (let round = 0; round < 500; round += 1) {
      const texts = hostileTexts.map((text) => text.toWellFormed());
      const filters = Array.from({ length: random.below(4) }, () => ({
        operator: random.pick(comparisons),
        dimension: random.pick(dimensions),
        values: Array.from({ length: 1 + random.below(3) }, () =>
          random.pick([...texts, '~', '!-', '', '!!~~']),
        ),
      }));
      const period = random.pick([
        '7d',
        '12mo',
        'all',
        'realtime',
        ['2026-11-01', '2026-11-30'] as const,
      ]);
      const compare = random.pick([null, 'previous_period', 'previous_year'] as const);
      const state: PageState = {
        period,
        compare: period === 'all' ? null : compare,
        actors: random.pick([
          ['human'],
          ['human', 'unknown'],
          ['human', 'machine', 'unknown'],
        ] as const),
        filters,
        metric: random.pick([null, 'visits', 'revenue'] as const),
        interval: random.pick([null, 'hour', 'week'] as const),
        tabs: random.chance(0.5) ? {} : { pages: 'entry', funnel: 'From a ~ to b & c' },
        cursor: random.pick([null, '100', '1793000000000.12']),
        language: random.pick([null, 'de']),
      };

      expect(read(serialiseState(state))).toEqual(state);
    }
  });

  it('has the shortest address where nothing is chosen', () => {
    expect(serialiseState(read(''))).toBe('');
    expect(serialiseState(read('period=30d&compare=previous&actors=human,unknown'))).toBe('');
  });

  it('is what it is anyway where an address says what can not be', () => {
    const wrong = 'period=2026-02-30..2026-03-01&actors=ghosts&metric=constructor&by=minute';
    const filters = 'filter=is~nothing~x&filter=was~page~x&filter=is~page';
    expect(read(`${wrong}&${filters}&tab=.&tab=__proto__.x`)).toEqual(read(''));
  });

  it('never compares with what is before all', () => {
    expect(read('period=all').compare).toBeNull();
    expect(read('period=7d').compare).toBe('previous_period');
    expect(read('period=7d&compare=year').compare).toBe('previous_year');
  });
});

describe('a filter', () => {
  it('is no filter without a known operator, a known dimension and a value', () => {
    expect(parseFilter('is~page~/')).toEqual({ operator: 'is', dimension: 'page', values: ['/'] });
    for (const text of ['', 'is', 'is~page', 'is~pages~/', 'IS~page~/', 'is~data.~x']) {
      expect(parseFilter(text)).toBeNull();
    }
  });

  it('turned round twice is itself', () => {
    for (const operator of comparisons) {
      const filter = { operator, dimension: 'page', values: ['/'] } as const;
      expect(serialiseFilter(negate(negate(filter)))).toBe(serialiseFilter(filter));
    }
  });
});
