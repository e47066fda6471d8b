import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { StoreOptions } from '../../src/store/index.ts';
import { openStore, type Store } from '../../src/store/store.ts';

/** Options of a store in a folder that is removed after the test. */
export function scratchOptions(options: Partial<StoreOptions> = {}): StoreOptions {
  const folder = mkdtempSync(join(tmpdir(), 'hitmark-report-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: join(folder, 'report.duckdb'),
    source: 'test',
    memoryLimit: '256MB',
    threads: 2,
    ownHosts: [],
    dataColumns: [],
    ...options,
  };
}

export function openScratchStore(options: Partial<StoreOptions> = {}): Promise<Store> {
  return openStore(scratchOptions(options));
}
