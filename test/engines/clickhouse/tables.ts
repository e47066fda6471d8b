import { openClickhouseStore } from '../../../packages/report/src/clickhouse/clickhouse-store.ts';
import { openClickhouseTarget } from '../../../packages/report/src/clickhouse/clickhouse-target.ts';
import { createClickhouse } from '../../../packages/report/src/clickhouse/client.ts';
import type { RunningStore } from '../../../packages/report/src/process/start-store.ts';
import { ownHosts } from '../../../packages/report/test/oracle/record.ts';
import type { TestClickhouse } from './start-clickhouse.ts';

/** Opens a test's table of its own: a client, a target that fills it, and a store that queries it. */
export function tableOf(clickhouse: TestClickhouse, table: string) {
  const options = {
    url: clickhouse.url,
    user: null,
    password: null,
    database: 'hitmark',
    table,
    createTables: true,
  };
  const client = createClickhouse(options);
  const rows = (select: string): Promise<readonly (readonly unknown[])[]> =>
    client.rows(`SELECT ${select.replace('TABLE', `hitmark.${table}`)}`);
  return {
    options,
    client,
    rows,
    /** Opens the target through which a journal's events are inserted. */
    target: (
      journal = 'test',
      more: Partial<
        typeof options & { readonly timeoutMs: number; readonly retentionDays: number }
      > = {},
    ) => openClickhouseTarget({ ...options, timeoutMs: 30_000, ...more, journal, ownHosts }),
    store: (journal = 'test'): Promise<RunningStore> =>
      openClickhouseStore({ ...options, journal }),
    /** Rows as they lie there: an event that was inserted twice counts twice. */
    rowCount: async (): Promise<number> => Number((await rows('count() FROM TABLE'))[0]?.[0]),
    ids: async (): Promise<unknown[]> =>
      (await rows('id FROM TABLE FINAL ORDER BY id')).map(([id]) => id),
  };
}
