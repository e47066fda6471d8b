import { dirname } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { startReport, type Report, type ReportOptions, type SourceEvent } from '../../src/index.ts';
import { scratchOptions } from './scratch-store.ts';

/** Token of a report that is started by `startScratchReport`. */
export const token = 'a token of the tests';

/** Starts a report on some events, in a folder that is removed after the test, and waits until it has them. */
export async function startScratchReport(
  events: readonly SourceEvent[],
  options: Partial<ReportOptions> = {},
): Promise<Report> {
  const last = events.at(-1)?.sequence ?? 0;
  const log = { info() {}, warn() {}, error() {} };
  const report = await startReport({
    source: {
      id: 'test',
      read: (after, limit) => events.filter(({ sequence }) => sequence > after).slice(0, limit),
    },
    folder: dirname(scratchOptions().path),
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    token,
    accounts: [],
    memoryLimit: '256MB',
    threads: 2,
    timeoutMs: 30_000,
    ownHosts: [],
    dataColumns: [],
    openOnLoopback: false,
    collector: { newestSequence: () => last, quality: () => Promise.resolve(null) },
    log,
    ...options,
  });
  onTestFinished(() => report.close());
  await vi.waitUntil(async () => (await report.status()).cursor === last, { timeout: 30_000 });
  return report;
}
