import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { Survey } from '../thread-messages.ts';

/** Creates a reader of the state of a journal's file. Throws errors of SQLite. */
export function createSurvey(database: DatabaseSync, path: string): () => Survey {
  const forwarders = database.prepare(
    `SELECT forwarder AS name,
       max(0, coalesce((SELECT max(sequence) FROM events), 0) - cursors.sequence) AS behind,
       (SELECT received FROM events WHERE sequence > cursors.sequence
        ORDER BY sequence LIMIT 1) AS since
     FROM cursors ORDER BY name`,
  );
  const deliveries = database.prepare(
    `WITH found AS (
       SELECT coalesce(sum(state = 'waiting'), 0) AS waiting, coalesce(sum(state = 'dead'), 0) AS dead,
         min(iif(state = 'waiting', sequence, NULL)) AS oldest
       FROM deliveries
     )
     SELECT waiting, dead, (SELECT received FROM events WHERE sequence = oldest) AS since FROM found`,
  );
  return () => ({
    bytes: sizeOf(path) + sizeOf(`${path}-wal`),
    forwarders: forwarders.all() as unknown as Survey['forwarders'],
    deliveries: deliveries.get() as unknown as Survey['deliveries'],
  });
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
