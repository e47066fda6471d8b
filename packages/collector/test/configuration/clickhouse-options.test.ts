import { describe, expect, it } from 'vitest';
import { optionPaths, resolveOptions } from '../../src/configuration/index.ts';

describe('options about ClickHouse', () => {
  it('hand nothing on by default', () => {
    expect(resolveOptions({}).clickhouse).toEqual({
      url: null,
      database: 'hitmark',
      table: 'events',
      user: null,
      password: null,
      batchEvents: 5_000,
      createTables: true,
      retentionDays: null,
    });
  });

  it.each([
    ['HITMARK_CLICKHOUSE__URL', 'localhost:8123', 'clickhouse.url: expected an address'],
    ['HITMARK_CLICKHOUSE__URL', 'http://a:b@localhost:8123', 'clickhouse.url: expected an address'],
    ['HITMARK_CLICKHOUSE__TABLE', 'events; DROP', 'clickhouse.table: expected a name'],
    ['HITMARK_CLICKHOUSE__BATCH_EVENTS', '0', 'clickhouse.batchEvents: expected a whole number'],
    [
      'HITMARK_REPORT__STORE',
      'clickhouse',
      'clickhouse.url: expected an address, since report.store',
    ],
  ])('refuse %s=%s', (name, value, message) => {
    expect(() => resolveOptions({ environment: { [name]: value } })).toThrow(message);
  });

  it('take an age for a table that is theirs to change alone', () => {
    const clickhouse = { url: 'http://localhost:8123', retentionDays: 400 };
    expect(resolveOptions({ file: { clickhouse } }).clickhouse.retentionDays).toBe(400);
    expect(() =>
      resolveOptions({ file: { clickhouse: { ...clickhouse, createTables: false } } }),
    ).toThrow('clickhouse.retentionDays: expected clickhouse.createTables');
  });

  it('have no flag for the password', () => {
    expect(optionPaths).toContain('clickhouse.user');
    expect(optionPaths).not.toContain('clickhouse.password');
  });
});
