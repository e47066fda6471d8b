import type { Answer } from '@hitmark/report/query';
import type { RunningStore, StartOptions } from '@hitmark/report/store';
import type { ClickhouseStoreOptions } from '@hitmark/report/clickhouse';
import type { Options } from '../../configuration/index.ts';
import { count, type Progress } from '../erasing/progress.ts';
import type { JournalSource } from './journal-source.ts';
import { loadReport } from './load-report.ts';
import { reportFailure } from './report-failure.ts';
import { clickhouseStore, settingsPath, storeOptions } from './store-options.ts';

/** A store that this command has opened. */
export interface OwnStore extends Pick<RunningStore, 'forget' | 'close'> {
  /** Answers a query as somebody writes it. */
  query(query: object): Promise<Answer>;
}

/** Bounds of bringing a store up to date. */
interface CatchUp {
  /** The journal's newest sequence. */
  readonly end: number;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Events that are read and handed over at a time. */
const pageLength = 8_192;

/**
 * Opens the report's store in this command, and brings it up to date.
 *
 * @throws CommandError, the signal's reason
 */
export async function openOwnStore(
  options: Options,
  source: JournalSource,
  catchUp: CatchUp,
): Promise<OwnStore> {
  const { parseQuery } = await loadReport(() => import('@hitmark/report/query'));
  const { openSettings, resolveQuery } = await loadReport(() => import('@hitmark/report/settings'));
  const table = clickhouseStore(options);
  const store = await reportFailure(
    table === null
      ? openFile({ ...storeOptions(options), source: source.id })
      : openTable({ ...table, journal: source.id }),
  );
  try {
    if (table === null) {
      // A journal that was restored from a backup gives sequences again that the store has seen.
      if ((await store.status()).cursor > catchUp.end) await store.rebuild();
      await fill(store, source, catchUp);
    }
  } catch (error) {
    await store.close();
    throw error;
  }

  /** Goals and segments may be made meanwhile: they are looked up for each query. */
  async function ask(query: object): Promise<Answer> {
    const settings = openSettings(settingsPath(options));
    try {
      return await store.query(resolveQuery(parseQuery(query), settings), Date.now());
    } finally {
      settings.close();
    }
  }
  return {
    query: (query) => reportFailure(ask(query)),
    forget: (forgotten) => reportFailure(store.forget(forgotten)),
    close: () => store.close(),
  };
}

async function openFile(options: StartOptions): Promise<RunningStore> {
  const { startStore } = await loadReport(() => import('@hitmark/report/store'));
  return startStore(options);
}

async function openTable(options: ClickhouseStoreOptions): Promise<RunningStore> {
  const { openClickhouseStore } = await loadReport(() => import('@hitmark/report/clickhouse'));
  return openClickhouseStore(options);
}

async function fill(
  store: RunningStore,
  source: JournalSource,
  { end, progress, signal }: CatchUp,
): Promise<void> {
  let after = (await store.status()).cursor;
  let written: Promise<unknown> = Promise.resolve();
  for (let more = after < end; more;) {
    signal.throwIfAborted();
    const events = source.read(after, pageLength);
    more = events.length === pageLength;
    const before = written;
    written = store.append(after, events, more);
    // Read on while it writes.
    written.catch(() => {});
    await reportFailure(before);
    after = events.at(-1)?.sequence ?? after;
    progress.update(`bringing the report up to date: event ${count(after)} of ${count(end)}`);
  }
  await reportFailure(written);
  progress.end();
}
