import { copyFileSync, existsSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { startStore, type RunningStore } from '@hitmark/report/store';
import { sampleEvents } from '@hitmark/report/sample';

/**
 * Starts a store that holds the sample. To fill it takes seconds: where the files of a run share a folder, the
 * first fills one there, and others begin with a copy.
 */
export async function startSampleStore(path: string, nowMs: number): Promise<RunningStore> {
  const shared = process.env['HITMARK_TESTS_SAMPLE'];
  if (shared === undefined) {
    const store = await openSampleStore(path);
    await fill(store, nowMs);
    return store;
  }
  const filled = join(shared, `${nowMs}.duckdb`);
  if (!existsSync(filled)) {
    // Two files at once may both fill one: the same.
    const own = join(mkdtempSync(join(shared, 'fill-')), 'report.duckdb');
    const store = await openSampleStore(own);
    await fill(store, nowMs);
    await store.close();
    renameSync(own, filled);
  }
  copyFileSync(filled, path);
  return openSampleStore(path);
}

/** Opens a store as the pages of the sample have it. */
export function openSampleStore(path: string): Promise<RunningStore> {
  return startStore({
    path,
    source: 'test',
    memoryLimit: '256MB',
    threads: 2,
    ownHosts: ['tidewater.example'],
    dataColumns: [],
  });
}

async function fill(store: RunningStore, nowMs: number): Promise<void> {
  await appendEvents(store, sampleEvents({ nowMs, seed: 7 }));
}

/** Adds events behind those that a store has. */
export async function appendEvents(store: RunningStore, events: readonly object[]): Promise<void> {
  const { cursor } = await store.status();
  const rows = events.map((event, index) => ({
    sequence: cursor + 1 + index,
    event: JSON.stringify(event),
  }));
  await store.append(cursor, rows, false);
}
