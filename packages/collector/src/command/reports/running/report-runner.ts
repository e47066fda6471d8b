import { setTimeout as wait } from 'node:timers/promises';
import type { Report } from '@hitmark/report';
import type { Forgotten } from '@hitmark/report/store';
import type { Options } from '../../../configuration/index.ts';
import { CommandError } from '../../command-error.ts';
import { publicOrigin } from '../public-origin.ts';
import { keepRetention } from './keep-retention.ts';
import { openReport, type ReportDeps } from './open-report.ts';
import type { ReportFigures } from './thread-messages.ts';

/** A report that runs, or is tried again until it does. */
export interface ReportRunner {
  /** Tries to start; resolves after the first try with the report's address, or null. */
  start(): Promise<string | null>;
  /** Null: it does not run. */
  figures(): Promise<ReportFigures | null>;
  /** @throws CommandError with the reason where it does not run */
  running(): Report;
  /** Address of the report, for people. @throws as `running` */
  url(): string;
  forget(forgotten: readonly Forgotten[]): Promise<number>;
  close(): Promise<void>;
}

/** Pauses between tries to start, in ms. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const statusTimeoutMs = 500;

/** Runs a report: whatever keeps it from starting is logged, and hits are taken meanwhile. */
export function createReportRunner(deps: ReportDeps): ReportRunner {
  const { options, reader, log } = deps;
  const closing = new AbortController();
  let report: Report | null = null;
  let failure = 'it is being started';
  /** Last known figures of the store. */
  let known: Omit<ReportFigures, 'behind'> = { cursor: 0, events: 0, visits: 0, bytes: 0 };
  let retrying: Promise<void> = Promise.resolve();

  async function attempt(): Promise<void> {
    try {
      const opened = await openReport(deps, running);
      report = opened;
      keepRetention({ options, reader, report: opened, log, signal: closing.signal });
      const fields = { event: 'report-listening', reportUrl: opened.url };
      log('info', fields, `the report is on ${opened.url}`);
    } catch (error) {
      const reason = error instanceof Error ? reasonOf(error, options) : String(error);
      if (reason !== failure) {
        const fields = { event: 'report-failed', err: error };
        log('error', fields, `the report can't be started, hits are taken all the same: ${reason}`);
      }
      failure = reason;
    }
  }

  async function retry(): Promise<void> {
    for (let pauseMs = firstPauseMs; report === null && !closing.signal.aborted;) {
      await wait(pauseMs, null, { signal: closing.signal }).catch(() => {});
      if (!closing.signal.aborted) await attempt();
      pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    }
  }

  function running(): Report {
    if (report !== null) return report;
    throw new CommandError('failed', `the collector's report does not run: ${failure}`);
  }

  return {
    async start() {
      await attempt();
      if (report === null) retrying = retry();
      return report?.url ?? null;
    },
    async figures() {
      if (report === null) return null;
      try {
        // A long write is waited for no longer: then the figures are those of before it.
        const late = wait(statusTimeoutMs, known, { ref: false });
        known = await Promise.race([report.status(), late]);
        const { cursor, events, visits, bytes } = known;
        const behind = Math.max(0, reader.lastSequence() - cursor);
        return { cursor, behind, events, visits, bytes };
      } catch {
        // Its store is being started again.
        return null;
      }
    },
    running,
    url: () => publicOrigin(options) ?? running().url,
    forget: async (forgotten) => running().forget(forgotten),
    async close() {
      closing.abort();
      await retrying;
      await report?.close();
    },
  };
}

function reasonOf(error: Error, { report: { host, port } }: Options): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `port ${port} on ${host} is in use; choose another with --report.port`;
  }
  if (code === 'store-locked')
    return `${error.message.split('\n')[0]}: another process has it open`;
  return error.message;
}
