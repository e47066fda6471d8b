import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { openRefusedEvents } from '../refused-events.ts';
import { runForwarder } from '../run-forwarder.ts';
import { createClickhouseForwarder } from './clickhouse-forwarder.ts';
import { loadClickhouse } from './load-clickhouse.ts';
import { openBatchLog } from './batch-log.ts';
import { openTarget } from './open-target.ts';
import { pauseBetweenRounds } from './pause-between-rounds.ts';
import type { ClickhouseThreadData } from './start-clickhouse.ts';

const { path, options } = workerData as ClickhouseThreadData;

runForwarder('clickhouse', async (log) => {
  const { database: name, table } = options.clickhouse;
  const database = openForwarderDatabase(path);
  const journal = followJournal(database, 'clickhouse');
  const journalId = String(database.prepare('SELECT id FROM identity').get()?.['id']);
  const forwarder = createClickhouseForwarder({
    journal,
    batches: openBatchLog(database, 'clickhouse', journal),
    target: await openTarget(options, journalId),
    refused: openRefusedEvents(database, 'clickhouse', `clickhouse:${name}.${table}`),
    refusalOf: (await loadClickhouse()).refusalOfRows,
    log,
    journalId,
    batchEvents: options.clickhouse.batchEvents,
    now: Date.now,
    close: () => database.close(),
  });
  return pauseBetweenRounds(forwarder, () => performance.now());
});
