import { describe, expect, it } from 'vitest';
import { createRowWriter, writtenColumns } from '../../src/clickhouse/row-writer.ts';
import { tableColumns } from '../../src/clickhouse/table-columns.ts';

const nobody = (): boolean => false;

/** The row of an event, by its columns; without those that are null. */
function rowOf(event: object | string, isLeftOut = nobody): Record<string, unknown> | null {
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  const line = createRowWriter('j1', ['own.example']).write(
    { sequence: 7, event: text },
    isLeftOut,
  );
  if (line === null) return null;
  const values = JSON.parse(line) as unknown[];
  expect(values).toHaveLength(writtenColumns.length);
  const entries = writtenColumns.map((name, index) => [name, values[index]]);
  return Object.fromEntries(entries.filter(([, value]) => value !== null)) as Record<
    string,
    unknown
  >;
}

const view = { id: 'a', type: 'pageview', time: '2026-11-01T10:00:00.000Z' };

describe('a row of ClickHouse', () => {
  it('begins with the id', () => {
    expect(writtenColumns[0]).toBe('id');
  });

  it('has the members under their names, with _ for a dot, and the event’s own text', () => {
    const event = {
      ...view,
      site: 'acme',
      url: 'https://acme.example/a?b',
      campaign: { source: 'x' },
    };
    expect(rowOf(event)).toMatchObject({
      id: 'a',
      time_ms: Date.parse(view.time),
      campaign_source: 'x',
      page: '/a',
      hostname: 'acme.example',
      touch_source: 'x',
      sequence: 7,
      journal: 'j1',
      event: JSON.stringify(event),
    });
  });

  it('has texts of data: of a text itself, of others their JSON, and nothing of what is empty', () => {
    const data = { plan: 'pro', n: 1.5, deep: { a: [1] }, none: null, empty: '' };
    expect(rowOf({ ...view, data })).toMatchObject({
      data: { plan: 'pro', n: '1.5', deep: '{"a":[1]}' },
    });
  });

  it('has a sign for half a character, which ClickHouse would refuse', () => {
    const row = rowOf(`{"id":"a","type":"pageview","time":"${view.time}","title":"x \\ud800"}`);
    expect(row?.['title']).toBe('x \ufffd');
    expect(row?.['event']).toContain(String.raw`\ud800`);
  });

  it('has an id of its own where the event has none', () => {
    expect(rowOf({ ...view, id: undefined })?.['id']).toBe('j1-7');
  });

  it.each([{ ...view, time: 'never' }, { ...view, type: 'other' }, 'no JSON'])(
    'is null for an event that counts nowhere (%j)',
    (event) => {
      expect(rowOf(event)).toBeNull();
    },
  );

  it('is null for the event of a person who is left out', () => {
    expect(rowOf(view, () => true)).toBeNull();
  });

  it('has a type for each column', () => {
    expect(tableColumns.filter(({ type }) => type.includes('undefined'))).toEqual([]);
  });
});
