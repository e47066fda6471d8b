import cluster from 'node:cluster';
import { Registry, collectDefaultMetrics } from 'prom-client';
import type { Options } from '../../configuration/index.ts';
import { startForwarders, type RunningForwarders } from '../../forwarders/index.ts';
import { createJournal, type Journal } from '../../ingest/journal.ts';
import { createLog, type Log } from '../../log.ts';
import { registerReport } from '../../metrics/report-metrics.ts';
import type { Listening } from '../../server/listen.ts';
import { checkSenderApi } from '../reports/senders/check-sender-api.ts';
import { startReportThread, type RunningReport } from '../reports/running/start-report-thread.ts';
import { journalOptions } from './journal-options.ts';
import { listenForMetrics } from './listen-for-metrics.ts';
import { gatherMetrics } from './shared-metrics.ts';
import { shareReplicas } from './share-replicas.ts';
import { runWorker } from './run-worker.ts';
import { startServer, type Extension } from './start-server.ts';
import { startWorkers } from './start-workers.ts';

/** A collector that takes hits. */
export interface Running {
  readonly url: string;
  readonly journal: Journal;
  readonly log: Log;
  /** Address of the report; resolves to null where it does not run, or not yet. */
  readonly reportUrl: Promise<string | null>;
}

/**
 * Runs a collector until a signal, then drains it: no request is cut, and what was acknowledged is on
 * disk. With several workers hits are taken by as many processes, and this one does the rest.
 *
 * @param signal resolves when the collector is to end
 * @param extension additions of a demo
 * @param ready is called as soon as hits are taken
 * @throws CommandError where it can't listen, JournalError where the journal can't be opened
 */
export async function runCollector(
  options: Options,
  signal: Promise<string>,
  ready: (running: Running) => void | Promise<void>,
  extension: Extension = {},
): Promise<void> {
  if (cluster.isWorker) return runWorker(options, extension);
  const log = createLog(options.logLevel);
  const isDemo = extension.showsReport ?? false;
  checkSenderApi(options, { isReported: isReported(options, extension), isDemo }, log);
  const journal = await createJournal({
    ...journalOptions(options),
    onUndelivered(deliveries) {
      log.warn({ event: 'undelivered', deliveries }, 'retention deleted events before delivery');
    },
  });
  let forwarders: RunningForwarders | null = null;
  let metrics: Listening | null = null;
  let report: RunningReport | null = null;
  try {
    await extension.prepare?.(journal);
    // Before the first hit: what they hand on starts with the events of now.
    forwarders = await startForwarders(journal.path, options, log);
    const { replicas } = forwarders;
    const alone = options.workers === 1;
    if (!alone && replicas !== null) shareReplicas(replicas);
    const registry = new Registry();
    if (alone) collectDefaultMetrics({ register: registry });
    const server = alone
      ? await startServer(options, { journal, log, registry, forwarders }, extension)
      : await startWorkers(options.workers, log);
    report = startReport(options, extension, server.url, log);
    if (report !== null) registerReport(registry, report);
    const source = alone ? registry : gatherMetrics(options, { journal, replicas }, registry);
    metrics = await listenForMetrics(options, source, log);
    const reportUrl = report?.url ?? Promise.resolve(null);
    await ready({ url: server.url, journal, log, reportUrl });

    log.info({ event: 'draining', signal: await signal }, 'draining: answering open requests');
    await server.drain();
  } finally {
    await metrics?.drain();
    await report?.close();
    await forwarders?.close();
    await journal.close();
  }
  log.info({ event: 'ended' }, 'every acknowledged event is on disk');
}

/** Starts the report beside the collector; null: the options do not ask for it. */
function startReport(
  options: Options,
  extension: Extension,
  url: string,
  log: Log,
): RunningReport | null {
  if (!isReported(options, extension)) return null;
  const { showsReport: openOnLoopback = false } = extension;
  const collectorUrl = options.publicUrl ?? url;
  return startReportThread({ options, openOnLoopback, collectorUrl }, log);
}

function isReported({ report }: Options, { showsReport = false }: Extension): boolean {
  return report.enabled ?? showsReport;
}
