import { resolve } from 'node:path';
import type { DailyCount } from './writer/daily-counter.ts';
import { createGroupCommit, type Size } from './writer/group-commit.ts';
import { JournalError } from './journal-error.ts';
import { makeJournalFolder } from './make-journal-folder.ts';
import { journalFile } from './schema.ts';
import { threadScript } from '../start-worker.ts';
import { startJournalThread } from './start-journal-thread.ts';
import type { JournalFigures } from './figures.ts';
import { watchCommits, type Commit } from './watch-commits.ts';
import type {
  MaintenanceResult,
  MaintenanceRequest,
  JournalFile,
  Survey,
  WriterRequest,
} from './thread-messages.ts';

/** Options of a journal. */
export interface JournalOptions {
  /** Folder of the journal; made, with its parents, if it is missing. */
  readonly data: string;
  /**
   * Bound of what waits for the disk, in characters. Over it appends are refused.
   * @defaultValue 8388608 (8 MiB): 20,000 page views, some seconds of a busy host. Until it is stored an
   * event that was appended holds about 12 times its JSON, so that a disk that hangs costs 100 MiB of memory
   */
  readonly maxQueuedBytes?: number;
  /**
   * Bound of the file. Over it appends are refused.
   * @defaultValue null: `minFreeBytes` alone protects the disk
   */
  readonly maxBytes?: number | null;
  /**
   * Bytes that must stay free on the disk. Under it appends are refused.
   * @defaultValue 67108864 (64 MiB): room for the WAL and for the operator to act
   */
  readonly minFreeBytes?: number;
  /**
   * Days after which an event is deleted.
   * @defaultValue null: kept until somebody decides otherwise
   */
  readonly retentionDays?: number | null;
  /**
   * Clock of retention, Unix ms.
   * @defaultValue Date.now
   */
  readonly now?: () => number;
  /** Called with the number of deliveries that retention has deleted with their events. */
  readonly onUndelivered?: (deliveries: number) => void;
}

/** A journal as it is for those who look after it. */
export interface JournalCore {
  /** Path of the SQLite file. */
  readonly path: string;
  /**
   * Proves that a transaction reaches the disk.
   *
   * @throws JournalError
   */
  probe(): Promise<void>;
  /** Figures of the moment; costs nothing. */
  figures(): JournalFigures;
  /**
   * Survey of the file. Reads it, off the event loop.
   *
   * @throws JournalError
   */
  survey(): Promise<Survey>;
  /** Calls a listener after every transaction from now on. */
  onCommit(listener: (commit: Commit) => void): void;
  /** Stores the events that wait, then closes the file. */
  close(): Promise<void>;
}

/** A journal with a writer of its caller's, which decides which events an input becomes. */
export interface OpenJournal<Settings, Input, Result> extends JournalCore {
  /** Hands settings to the writer. Inputs name them by the number that this returns. */
  configure(settings: Settings): number;
  /**
   * Resolves when everything that came of an input is on disk (fsync).
   *
   * @throws JournalError: nothing was stored, or nobody can tell; else the writer's error
   */
  store(input: Input, size: Size): Promise<Result>;
  /** Hands counts of events to the writer that never reached it. Written within a second or so. */
  count(counts: readonly DailyCount[]): void;
}

/**
 * Commits wait while a checkpoint is synced: of a busy second's events for tens of ms. In four parts it
 * cuts the 99th percentile by a seventh to a quarter (measured at 20,000 hits/s).
 */
const maintenanceIntervalMs = 250;

/** Time that an append waits for another program that holds the file, in ms. */
const writerLockTimeoutMs = 5_000;
/** The maintenance has another round soon. */
const maintenanceLockTimeoutMs = 1_000;

/**
 * Opens or makes the file of a folder.
 *
 * @param writerScript script of the writer's thread, which answers each `WriterRequest`
 * @throws JournalError `journal-unreadable`, `journal-newer`
 */
export async function openJournal<Settings, Input, Result>(
  options: JournalOptions,
  writerScript: URL,
): Promise<OpenJournal<Settings, Input, Result>> {
  const { data, maxQueuedBytes = 2 ** 23, minFreeBytes = 2 ** 26, now = Date.now } = options;
  const { maxBytes = null, retentionDays = null } = options;
  // Absolute: SQLite takes a text that begins with `file:` for a URI, which may say `mode=memory`.
  const path = resolve(makeJournalFolder(data), journalFile);
  const file = { path, maxBytes, retentionDays };
  const { writer, maintenance } = await startThreads<Settings, Input>(file, writerScript);
  const listeners = new Set<(commit: Commit) => void>();
  const commit = async (inputs: readonly Input[]): Promise<(Result | Error)[]> =>
    (await writer.ask({ kind: 'commit', inputs })) as (Result | Error)[];
  const commits = createGroupCommit(watchCommits(commit, listeners), maxQueuedBytes);
  let configured = 0;
  let freeBytes = Infinity;
  let deleted = 0;
  let undelivered = 0;
  let closing: Promise<void> | null = null;

  let round: Promise<void> | null = null;
  const rounds = setInterval(() => {
    round ??= maintain();
  }, maintenanceIntervalMs);
  rounds.unref();
  await (round = maintain());

  async function maintain(): Promise<void> {
    try {
      const kept = (await maintenance.ask({ kind: 'round', now: now() })) as MaintenanceResult;
      freeBytes = kept.freeBytes;
      deleted += kept.deleted;
      undelivered += kept.undelivered;
      if (kept.undelivered > 0) options.onUndelivered?.(kept.undelivered);
    } catch {
      // The maintenance has ended: events are stored all the same, and the writer checkpoints.
    }
    round = null;
  }

  function refusal(): JournalError | null {
    if (closing !== null) return new JournalError('journal-closed', 'the journal is closed');
    if (freeBytes >= minFreeBytes) return null;
    return new JournalError(
      'disk-low',
      `${freeBytes} bytes free on the disk, fewer than minFreeBytes (${minFreeBytes})`,
    );
  }

  return {
    path,
    configure(settings) {
      // A writer that has ended says so to each input.
      writer.ask({ kind: 'configure', settings }).catch(() => {});
      return configured++;
    },
    store(input, size) {
      const refused = refusal();
      return refused === null ? commits.append(input, size) : Promise.reject(refused);
    },
    count(counts) {
      writer.ask({ kind: 'count', counts }).catch(() => {});
    },
    async probe() {
      const refused = refusal();
      if (refused !== null) throw refused;
      await writer.ask({ kind: 'probe', at: now() });
    },
    figures() {
      const { events, bytes } = commits.queued();
      return { queuedEvents: events, queuedBytes: bytes, freeBytes, deleted, undelivered };
    },
    survey: async () => (await maintenance.ask({ kind: 'survey' })) as Survey,
    onCommit: (listener) => void listeners.add(listener),
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    clearInterval(rounds);
    await round;
    await maintenance.stop();
    await commits.idle();
    await writer.stop();
  }
}

async function startThreads<Settings, Input>(
  file: Omit<JournalFile, 'lockTimeoutMs'>,
  writerScript: URL,
) {
  // First the writer: it makes the tables.
  const writer = await startJournalThread<WriterRequest<Settings, Input>, unknown>(writerScript, {
    ...file,
    lockTimeoutMs: writerLockTimeoutMs,
  });
  try {
    const script = threadScript('maintenance/maintenance-thread', import.meta.url);
    const maintenance = await startJournalThread<MaintenanceRequest, MaintenanceResult | Survey>(
      script,
      { ...file, lockTimeoutMs: maintenanceLockTimeoutMs },
    );
    return { writer, maintenance };
  } catch (error) {
    await writer.stop();
    throw error;
  }
}
