import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal, type Journal } from '@hitmark/collector';
import { sampleEntry } from './sample-entry.ts';

const eventsPerBatch = 100;
const batchesUnderWay = 20;

/** Events per second that a new journal stores. */
export async function measureAppends(count: number): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-bench-'));
  const journal = await createJournal({ data });
  const rate = await appendEvents(journal, 0, count);
  await journal.close();
  rmSync(data, { recursive: true });
  return rate;
}

/**
 * Appends events in batches, each answered when it is on disk, and returns how many were stored a second.
 *
 * @param from number of the first event: no two of one number are stored
 */
export async function appendEvents(journal: Journal, from: number, count: number): Promise<number> {
  const start = performance.now();
  let next = from;
  const append = async (): Promise<void> => {
    while (next < from + count) {
      const first = next;
      next += eventsPerBatch;
      await journal.append(
        Array.from({ length: eventsPerBatch }, (_, index) => sampleEntry(first + index)),
      );
    }
  };
  await Promise.all(Array.from({ length: batchesUnderWay }, append));
  return count / ((performance.now() - start) / 1000);
}
