import { setTimeout as wait } from 'node:timers/promises';
import type { AddedApi, Report } from '@hitmark/report';
import type { Forgotten } from '@hitmark/report/store';
import { ownHosts, type Options } from '../../../configuration/index.ts';
import type { JournalReader } from '../../../journal/index.ts';
import { CommandError } from '../../command-error.ts';
import { journalSource } from '../journal-source.ts';
import { loadReport } from '../load-report.ts';
import { clickhouseStore } from '../store-options.ts';
import { collectorQuality } from './collector-quality.ts';
import { senderSettings } from '../../links/sender-links.ts';
import { erasePersons } from './erase-persons.ts';
import { keepRetention } from './keep-retention.ts';
import { reportDeliveries } from './report-deliveries.ts';
import { sampleRoutes } from './sample-routes.ts';
import type { ReportFigures } from './thread-messages.ts';

/** Dependencies of a report beside a collector. */
interface RunnerDeps {
  readonly options: Options;
  readonly reader: JournalReader;
  readonly openOnLoopback: boolean;
  readonly collectorUrl: string | null;
  /** Called when the report runs. */
  readonly onStart: () => void;
  readonly log: (level: 'info' | 'warn' | 'error', fields: object, message: string) => void;
}

/** A report that runs, or is tried again until it does. */
export interface ReportRunner {
  /** Tries to start; resolves after the first try with the report's address, or null. */
  start(): Promise<string | null>;
  /** Null: it does not run. */
  figures(): Promise<ReportFigures | null>;
  /** @throws CommandError with the reason where it does not run */
  running(): Report;
  forget(forgotten: readonly Forgotten[]): Promise<number>;
  close(): Promise<void>;
}

/** Pauses between tries to start, in ms. */
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const statusTimeoutMs = 500;

/** Runs a report: whatever keeps it from starting is logged, and hits are taken meanwhile. */
export function createReportRunner(deps: RunnerDeps): ReportRunner {
  const { options, reader, log } = deps;
  const closing = new AbortController();
  let report: Report | null = null;
  let failure = 'it is being started';
  /** Last known figures of the store. */
  let known: Omit<ReportFigures, 'behind'> = { cursor: 0, events: 0, visits: 0, bytes: 0 };
  let retrying: Promise<void> = Promise.resolve();

  async function open(): Promise<Report> {
    const { startReport } = await loadReport(() => import('@hitmark/report'));
    const { host, port, publicUrl, token, accounts, ...settings } = options.report;
    const opened = await startReport({
      source: journalSource(reader),
      folder: options.data,
      host,
      port,
      publicUrl,
      token,
      accounts,
      clickhouse: clickhouseStore(options),
      memoryLimit: settings.memoryLimit,
      threads: settings.threads,
      timeoutMs: settings.timeoutMs,
      dataColumns: settings.dataColumns,
      ownHosts: ownHosts(options),
      openOnLoopback: deps.openOnLoopback,
      persons: settings.persons,
      ...(settings.timezone !== null && { timezone: settings.timezone }),
      collectorUrl: deps.collectorUrl,
      added: await senderApiOf(deps),
      handlers: sampleRoutes(options.data, (forgotten) => running().forget(forgotten)),
      collector: {
        newestSequence: () => reader.newestSequence(),
        quality: async () => collectorQuality(reader, Date.now()),
        forget: (persons) => erasePersons(options, persons),
        deliveries: reportDeliveries(reader.path),
      },
      log: {
        info: (fields, message) => log('info', fields, message),
        warn: (fields, message) => log('warn', fields, message),
        error: (fields, message) => log('error', fields, message),
      },
    });
    try {
      await refuseOtherHistory(opened);
      deps.onStart();
    } catch (error) {
      // A report that is left open would keep its port and its file from the next try.
      await opened.close();
      throw error;
    }
    return opened;
  }

  /** A journal that was restored from a backup gives sequences again that the store has seen. */
  async function refuseOtherHistory(opened: Report): Promise<void> {
    // Others fill that one.
    if (options.report.store === 'clickhouse') return;
    const { cursor, found } = await opened.status();
    if (cursor > reader.newestSequence()) {
      log('warn', { event: 'report-ahead' }, 'the journal was restored: the report is built again');
      await opened.rebuild();
    } else if (found !== 'kept' && found !== 'new') {
      const fields = { event: 'report-built-again', found };
      log('warn', fields, `the report's store was ${found}: it is built again from the journal`);
    }
  }

  async function attempt(): Promise<void> {
    try {
      const opened = await open();
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
        const behind = Math.max(0, reader.newestSequence() - cursor);
        return { cursor, behind, events, visits, bytes };
      } catch {
        // Its store is being started again.
        return null;
      }
    },
    running,
    forget: async (forgotten) => running().forget(forgotten),
    async close() {
      closing.abort();
      await retrying;
      await report?.close();
    },
  };
}

/** Loaded where it is asked for: it brings what rewrites emails. */
async function senderApiOf(deps: RunnerDeps): Promise<AddedApi | null> {
  const { options, openOnLoopback, collectorUrl } = deps;
  const { apiToken } = options.links;
  if (apiToken === null) return null;
  const { createSenderApi } = await import('../senders/sender-api.ts');
  return createSenderApi(senderSettings(options, openOnLoopback ? collectorUrl : null), apiToken);
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
