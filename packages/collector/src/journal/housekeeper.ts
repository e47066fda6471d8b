import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { HousekeeperAnswer, HousekeeperRequest, JournalFile } from './thread-messages.ts';

// Checkpoints and retention have a connection and a thread of their own, off the commit path.

const dayMs = 24 * 60 * 60 * 1000;
/** Few enough that a commit which waits for the lock hardly notices. */
const deletedPerRound = 1_000;

const { path, retentionDays } = workerData as JournalFile;
const database = new DatabaseSync(path, { timeout: 1_000 });
database.exec('PRAGMA synchronous = FULL');
// Events were received in the order of their sequence, so the oldest are found without an index.
const deleteOldest = database.prepare(
  `DELETE FROM events WHERE received < ? AND sequence IN
     (SELECT sequence FROM events ORDER BY sequence LIMIT ${deletedPerRound})`,
);

parentPort?.on('message', (now: HousekeeperRequest) => {
  if (now === null) {
    database.close();
    parentPort?.close();
    return;
  }
  let freeBytes = Infinity;
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    freeBytes = bavail * bsize;
    if (retentionDays !== null) deleteOldest.run(now - retentionDays * dayMs);
    database.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch {
    // Locked or the disk is full: the next round tries again, and until then nothing is lost.
  }
  parentPort?.postMessage(freeBytes satisfies HousekeeperAnswer);
});
