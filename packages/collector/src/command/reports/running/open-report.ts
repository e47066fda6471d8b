import type { AddedApi, Report } from '@hitmark/report';
import { ownHosts, type Options } from '../../../configuration/index.ts';
import type { JournalReader } from '../../../journal/index.ts';
import { senderSettings } from '../../links/sender-links.ts';
import { journalSource } from '../journal-source.ts';
import { loadReport } from '../load-report.ts';
import { clickhouseStore } from '../store-options.ts';
import { collectorQuality } from './collector-quality.ts';
import { erasePersons } from './erase-persons.ts';
import { reportDeliveries } from './report-deliveries.ts';
import { sampleRoutes } from './sample-routes.ts';

/** Dependencies of a report beside a collector. */
export interface ReportDeps {
  readonly options: Options;
  readonly reader: JournalReader;
  readonly openOnLoopback: boolean;
  readonly collectorUrl: string | null;
  /** Called when the report runs. */
  readonly onStart: () => void;
  readonly log: (level: 'info' | 'warn' | 'error', fields: object, message: string) => void;
}

/**
 * Opens the report of a collector, with all that it shows of the journal, and all that its pages do.
 *
 * @param running finds the report once it runs
 * @throws whatever keeps it from starting
 */
export async function openReport(deps: ReportDeps, running: () => Report): Promise<Report> {
  const { options, reader, log } = deps;
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
      // A hit that was sent again takes a sequence, too, but is no event that the report lacks.
      lastSequence: () => reader.lastSequence(),
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
    await refuseOtherHistory(opened, deps);
    deps.onStart();
  } catch (error) {
    // A report that is left open would keep its port and its file from the next try.
    await opened.close();
    throw error;
  }
  return opened;
}

/** A journal that was restored from a backup gives sequences again that the store has seen. */
async function refuseOtherHistory(
  opened: Report,
  { options, reader, log }: ReportDeps,
): Promise<void> {
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

/** Loaded where it is asked for: it brings what rewrites emails. */
async function senderApiOf(deps: ReportDeps): Promise<AddedApi | null> {
  const { options, openOnLoopback, collectorUrl } = deps;
  const { apiToken } = options.links;
  if (apiToken === null) return null;
  const { createSenderApi } = await import('../senders/sender-api.ts');
  return createSenderApi(senderSettings(options, openOnLoopback ? collectorUrl : null), apiToken);
}
