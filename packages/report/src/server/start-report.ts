import { join } from 'node:path';
import { everything } from '../access/everything.ts';
import { createAccess } from '../access/access.ts';
import { answerAdded } from '../api/added/answer-added.ts';
import { createApi } from '../api/api.ts';
import { openClickhouseStore } from '../clickhouse/clickhouse-store.ts';
import { follow, type Follower } from '../process/follow.ts';
import { createPages } from '../page/create-pages.ts';
import { startStore, type RunningStore } from '../process/start-store.ts';
import type { Listing, Query } from '../query/query.ts';
import type { StoreStatus } from '../store/store.ts';
import { openSettings } from '../settings/open-settings.ts';
import { createApp } from './app.ts';
import { listen } from './listen.ts';
import { ownTimezone } from './own-timezone.ts';
import { createQueryGate } from './query-gate.ts';
import { createQuestions, type AnswerWithLag, type EventListWithLag } from './questions.ts';
import type { ReportOptions } from './report-options.ts';

/** A report that is running: its store follows the journal, and its port answers. */
export interface Report extends Pick<RunningStore, 'forget' | 'deleteBefore' | 'rebuild'> {
  /** Such as `http://localhost:8701`. */
  readonly url: string;
  status(): Promise<StoreStatus>;
  /** @throws QueryError, StoreError, BusyError */
  query(query: Query, signal?: AbortSignal): Promise<AnswerWithLag>;
  /** @throws QueryError, StoreError, BusyError */
  list(listing: Listing, signal?: AbortSignal): Promise<EventListWithLag>;
  close(): Promise<void>;
}

/**
 * Starts a report: the store in a process of its own, its follower, and the HTTP port.
 *
 * @throws StoreError, SettingsError, and errors of the system, such as EADDRINUSE
 */
export async function startReport(options: ReportOptions): Promise<Report> {
  const { folder, log, publicUrl, collector, added = null, now = Date.now } = options;
  const settings = openSettings(join(folder, 'report-settings.db'));
  const store = await openStoreOf(options).catch((error: unknown) => {
    settings.close();
    throw error;
  });
  const gate = createQueryGate(options.timeoutMs);
  const questions = createQuestions({
    store,
    gate,
    settings,
    now,
    lastSequence: collector === undefined ? null : () => collector.lastSequence(),
  });
  const app = createApp({
    log,
    publicUrl,
    added: added === null ? [] : [answerAdded(added)],
    access: createAccess(options, settings, now),
    api: createApi({ questions, settings, publicUrl, added, now }),
    handlers: options.handlers ?? [],
    pages: [
      createPages({
        ...questions,
        settings,
        publicUrl,
        now,
        timezone: options.timezone ?? ownTimezone(),
        collectorUrl: options.collectorUrl ?? null,
        collectorQuality: collector === undefined ? null : () => collector.quality(),
        deliveries: collector?.deliveries ?? null,
        forget: collector?.forget === undefined ? null : collector.forget.bind(collector),
      }),
    ],
  });
  const listening = await listen(app.callback(), options).catch(async (error: unknown) => {
    await store.close();
    settings.close();
    throw error;
  });
  const follower = await followerOf(options, store).catch(async (error: unknown) => {
    await listening.close();
    await store.close();
    settings.close();
    throw error;
  });

  async function close(): Promise<void> {
    gate.close();
    await listening.close();
    await follower?.stop();
    await store.close();
    settings.close();
  }
  let closing: Promise<void> | null = null;

  return {
    url: listening.url,
    status: () => store.status(),
    query: (query, signal) => questions.query(everything, query, signal),
    list: (listing, signal) => questions.list(everything, listing, signal),
    forget: (forgotten) => (follower ?? store).forget(forgotten),
    deleteBefore: (sequence) => store.deleteBefore(sequence),
    rebuild: () => store.rebuild(),
    close: () => (closing ??= close()),
  };
}

function openStoreOf(options: ReportOptions): Promise<RunningStore> {
  const { source, folder, log, clickhouse } = options;
  if (clickhouse) return openClickhouseStore({ ...clickhouse, journal: source.id });
  return startStore({
    path: join(folder, 'report.duckdb'),
    source: source.id,
    memoryLimit: options.memoryLimit,
    threads: options.threads,
    ownHosts: options.ownHosts,
    dataColumns: options.dataColumns,
    onRestart: ({ reason }) =>
      log.warn({ event: 'report-restarted', reason }, "the report's store was started again"),
    onFailure: (error) =>
      log.error({ event: 'report-stopped', err: error }, "the report's store can't be started"),
  });
}

/** Starts the follower that copies the journal's events into the store; null: ClickHouse is filled by a forwarder. */
async function followerOf(
  { source, log, clickhouse }: ReportOptions,
  store: RunningStore,
): Promise<Follower | null> {
  if (clickhouse) return null;
  return follow({
    store,
    source,
    onStall: (error) =>
      log.error({ event: 'report-stalled', err: error }, 'the report is behind; it tries again'),
  });
}
