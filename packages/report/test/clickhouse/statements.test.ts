import { describe, expect, it } from 'vitest';
import { querySql } from '../../src/compile/query-sql.ts';
import { groupsSql } from '../../src/compile/groups-sql.ts';
import { createClickhouseDialect } from '../../src/compile/clickhouse.ts';
import { formOf, searchOf } from '../../src/clickhouse/parameters.ts';
import { bind } from '../../src/clickhouse/queryable.ts';
import { parseQuery } from '../../src/query/index.ts';
import { hostileTexts } from '../support/random-journal.ts';

const period = { fromMs: 1_000, toMs: 2_000, days: ['1970-01-01', '1970-01-01'] as const };

/** The statement of a query, with how often it asks for visits. */
function statementOf(asked: object) {
  let visits = 0;
  const dialect = createClickhouseDialect({
    table: { database: 'hitmark', table: 'events' },
    journal: 'j',
    marginMs: 500,
    onVisits: () => (visits += 1),
  });
  const query = parseQuery({ date_range: 'day', ...asked });
  const groups = groupsSql(query, { period, buckets: null }, 'now', dialect);
  const { sql, values } = querySql(query, groups, null, dialect);
  return { sql, values: values as (string | number)[], visits };
}

describe('a statement for ClickHouse', () => {
  it.each(hostileTexts)('has the value %j bound, wherever it stands', (text) => {
    const { sql, values } = statementOf({
      metrics: ['pageviews'],
      dimensions: ['data.plan'],
      filters: [
        'and',
        [
          ['is', 'page', [text]],
          ['contains', 'title', [text]],
        ],
      ],
    });
    expect(values).toContain(text);
    // But for those that any statement has, such as a question mark.
    expect(text.length > 4 && sql.includes(text)).toBe(false);
    const { text: named, parameters } = bind(sql, values);
    expect(Object.keys(parameters)).toHaveLength(values.length);
    expect(named).not.toContain('?');
  });

  it('cuts visits where a metric needs them, in the period and its margin only', () => {
    const { sql, visits } = statementOf({ metrics: ['visits'] });
    expect(visits).toBe(1);
    expect(sql).toContain('"x"."time" >= 500 AND "x"."time" < 2500');
    expect(sql).not.toMatch(/OVER \(\s*PARTITION/);
  });

  it('cuts none where no metric, dimension or filter needs them', () => {
    const asked = { metrics: ['pageviews', 'visitors'], dimensions: ['page'] };
    expect(statementOf(asked).visits).toBe(0);
  });
});

describe('parameters', () => {
  it('are written as TabSeparated has them', () => {
    expect(searchOf({ p0: 'a\tb\nc\\d\0', p1: 1.5 })).toEqual({
      param_p0: String.raw`a\tb\nc\\d\0`,
      param_p1: '1.5',
    });
  });

  it('go in a form where they are too long for an address', () => {
    const long = 'x'.repeat(5_000);
    expect(searchOf({ p0: long })).toBeNull();
    const form = formOf('SELECT {p0:String}', { p0: long });
    expect([form.get('query'), form.get('param_p0')]).toEqual(['SELECT {p0:String}', long]);
  });
});
