import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal, type Entry } from '@hitmark/collector';
import { sampleEntry } from './sample-entry.ts';

const batches = 3_000;
const eventsPerBatch = 100;
const batchesUnderWay = 20;

/** Events per second that the journal stores, appended in batches: each answered when it is on disk. */
export async function measureAppends(): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-bench-'));
  const journal = await createJournal({ data });
  let made = 0;
  const batch = (): Entry[] =>
    Array.from({ length: eventsPerBatch }, () => sampleEntry((made += 1)));
  const all = Array.from({ length: batches }, batch);
  const start = performance.now();
  const append = async (): Promise<void> => {
    for (let next = all.pop(); next !== undefined; next = all.pop()) await journal.append(next);
  };
  await Promise.all(Array.from({ length: batchesUnderWay }, append));
  const seconds = (performance.now() - start) / 1000;
  await journal.close();
  rmSync(data, { recursive: true });
  return (batches * eventsPerBatch) / seconds;
}
