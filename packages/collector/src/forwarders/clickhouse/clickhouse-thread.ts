import { workerData } from 'node:worker_threads';
import { followJournal, openForwarderDatabase } from '../follow-journal.ts';
import { runForwarder } from '../run-forwarder.ts';
import { createClickhouseForwarder } from './clickhouse-forwarder.ts';
import { openCuts } from './cuts.ts';
import { openTarget } from './open-target.ts';
import type { ClickhouseThreadData } from './start-clickhouse.ts';

const { path, options } = workerData as ClickhouseThreadData;

runForwarder('clickhouse', async () => {
  const database = openForwarderDatabase(path);
  const journal = followJournal(database, 'clickhouse');
  const journalId = String(database.prepare('SELECT id FROM identity').get()?.['id']);
  return createClickhouseForwarder({
    journal,
    cuts: openCuts(database, 'clickhouse', journal),
    target: await openTarget(options, journalId),
    journalId,
    batchEvents: options.clickhouse.batchEvents,
    now: Date.now,
    close: () => database.close(),
  });
});
