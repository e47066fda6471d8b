import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, onTestFinished, vi } from 'vitest';
import { startReport, type Report, type ReportOptions } from '../../src/index.ts';
import type { SourceEvent } from '../../src/store/index.ts';

/** Token of the reports of tests. */
export const token = 'a token of the tests';

/**
 * Starts a report on some events, until the test is finished, and waits until it has them.
 *
 * @param options `folder`: one that is kept; otherwise it has its own, which is removed
 */
export async function startScratchReport(
  events: readonly SourceEvent[],
  options: Partial<ReportOptions> = {},
): Promise<Report> {
  const folder = options.folder ?? makeFolder();
  if (options.folder === undefined) onTestFinished(() => removeFolder(folder));
  const report = await start(events, { ...options, folder });
  onTestFinished(() => report.close());
  return report;
}

/** Starts a report on some events for all tests of a block. */
export function shareReport(
  events: readonly SourceEvent[],
  options: Partial<ReportOptions> = {},
): { readonly url: string } {
  let url = '';
  beforeAll(async () => {
    const folder = makeFolder();
    const report = await start(events, { ...options, folder });
    ({ url } = report);
    return async () => {
      await report.close();
      removeFolder(folder);
    };
  });
  return {
    get url() {
      return url;
    },
  };
}

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hitmark-report-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

async function start(
  events: readonly SourceEvent[],
  options: Partial<ReportOptions> & Pick<ReportOptions, 'folder'>,
): Promise<Report> {
  const last = events.at(-1)?.sequence ?? 0;
  const report = await startReport({
    source: {
      id: 'test',
      read: (after, limit) => events.filter(({ sequence }) => sequence > after).slice(0, limit),
    },
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
    persons: true,
    collector: { lastSequence: () => last, quality: () => Promise.resolve(null) },
    log: { info() {}, warn() {}, error() {} },
    ...options,
  });
  await vi.waitUntil(async () => (await report.status()).cursor === last, { timeout: 30_000 });
  return report;
}
