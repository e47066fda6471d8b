import { join } from 'node:path';
import type { Entry } from '../entry.ts';
import { serializeEvent } from '../serialize-event.ts';
import { openClicks } from './clicks.ts';
import { createGroupCommit } from './group-commit.ts';
import { JournalError } from './journal-error.ts';
import { makeFolder } from './make-folder.ts';
import { packRows } from './packed-rows.ts';
import { journalFile } from './schema.ts';
import { startThread } from './start-thread.ts';
import { watchCommits, type Commit, type JournalFigures } from './figures.ts';
import type {
  HouseKept,
  HousekeeperRequest,
  JournalFile,
  Row,
  Sequence,
  Survey,
  WriterRequest,
} from './thread-messages.ts';

/** Where and how events are kept. */
export interface JournalOptions {
  /** Folder of the journal; made, with its parents, if it is missing. */
  readonly data: string;
  /**
   * Bound of the events that wait for the disk, in characters of JSON. Over it appends are refused.
   * @defaultValue 8388608 (8 MiB): 20,000 page views, some seconds of a busy host. Until it is stored an
   * event holds about 12 times its JSON, so that a disk that hangs costs 100 MiB of memory
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
  /** Is told how many deliveries retention has deleted with their events. */
  readonly onUndelivered?: (deliveries: number) => void;
}

/** The events, on disk. An ordinary SQLite file, which any tool can read meanwhile. */
export interface Journal {
  /** Path of the SQLite file. */
  readonly path: string;
  /**
   * Stores events, all or none. Resolves when they are on disk (fsync), with the sequence of each;
   * null marks a hit that was stored before.
   *
   * @throws JournalError: nothing was stored, or nobody can tell
   */
  append(entries: readonly Entry[]): Promise<Sequence[]>;
  /**
   * Proves that a transaction reaches the disk.
   *
   * @throws JournalError
   */
  probe(): Promise<void>;
  /**
   * Where a click of the last half hour led, if a page was told its id: host and path. Null: there is no
   * such click, or it can't be looked up just now. Takes some 20 µs, and waits for no lock.
   */
  placeOfClick(id: string): string | null;
  /** How it goes at the moment; costs nothing. */
  figures(): JournalFigures;
  /**
   * How things stand in the file. Reads it, off the event loop.
   *
   * @throws JournalError
   */
  survey(): Promise<Survey>;
  /** Is told of every transaction from now on. */
  onCommit(listener: (commit: Commit) => void): void;
  /** Stores what waits, then closes the file. */
  close(): Promise<void>;
}

const housekeepingIntervalMs = 1_000;

/** How long an append waits for another program that holds the file, in ms. */
const writerLockTimeoutMs = 5_000;
/** The housekeeper has another round soon. */
const housekeeperLockTimeoutMs = 1_000;

/**
 * Opens or makes the journal of a folder.
 *
 * @throws JournalError `journal-unreadable`, `journal-newer`
 */
export async function createJournal(options: JournalOptions): Promise<Journal> {
  const { data, maxQueuedBytes = 2 ** 23, minFreeBytes = 2 ** 26, now = Date.now } = options;
  const { maxBytes = null, retentionDays = null } = options;
  const path = join(makeFolder(data), journalFile);
  const { writer, housekeeper } = await startThreads({ path, maxBytes, retentionDays });
  const listeners = new Set<(commit: Commit) => void>();
  const commit = (rows: readonly Row[]) => writer.ask({ kind: 'commit', rows: packRows(rows) });
  const commits = createGroupCommit(watchCommits(commit, listeners), maxQueuedBytes);
  const clicks = openClicks(path);
  let freeBytes = Infinity;
  let deleted = 0;
  let undelivered = 0;
  let closing: Promise<void> | null = null;

  let round: Promise<void> | null = null;
  const rounds = setInterval(() => {
    round ??= keepHouse();
  }, housekeepingIntervalMs);
  rounds.unref();
  await (round = keepHouse());

  async function keepHouse(): Promise<void> {
    try {
      const kept = (await housekeeper.ask({ kind: 'round', now: now() })) as HouseKept;
      freeBytes = kept.freeBytes;
      deleted += kept.deleted;
      undelivered += kept.undelivered;
      if (kept.undelivered > 0) options.onUndelivered?.(kept.undelivered);
    } catch {
      // The housekeeper has ended: events are stored all the same, and the writer checkpoints.
    }
    round = null;
  }

  function refuseUnlessOpen(): void {
    if (closing !== null) throw new JournalError('journal-closed', 'the journal is closed');
    if (freeBytes >= minFreeBytes) return;
    throw new JournalError(
      'disk-low',
      `${freeBytes} bytes free on the disk, fewer than minFreeBytes (${minFreeBytes})`,
    );
  }

  return {
    path,
    async append(entries) {
      refuseUnlessOpen();
      return commits.append(entries.map(toRow));
    },
    async probe() {
      refuseUnlessOpen();
      await writer.ask({ kind: 'probe', at: now() });
    },
    placeOfClick: (id) => clicks.placeOf(id),
    figures() {
      const { events, bytes } = commits.queued();
      return { queuedEvents: events, queuedBytes: bytes, freeBytes, deleted, undelivered };
    },
    survey: async () => (await housekeeper.ask({ kind: 'survey' })) as Survey,
    onCommit: (listener) => void listeners.add(listener),
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    clearInterval(rounds);
    await round;
    await housekeeper.stop();
    await commits.idle();
    clicks.close();
    await writer.stop();
  }
}

async function startThreads(file: Omit<JournalFile, 'lockTimeoutMs'>) {
  // First the writer: it makes the tables.
  const writer = await startThread<WriterRequest, Sequence[]>('writer', {
    ...file,
    lockTimeoutMs: writerLockTimeoutMs,
  });
  try {
    const housekeeper = await startThread<HousekeeperRequest, HouseKept | Survey>('housekeeper', {
      ...file,
      lockTimeoutMs: housekeeperLockTimeoutMs,
    });
    return { writer, housekeeper };
  } catch (error) {
    await writer.stop();
    throw error;
  }
}

function toRow({ event, received, hit, clickPlace = null, webhook = null }: Entry): Row {
  return {
    received,
    event: serializeEvent(event),
    // Unique indexes take nulls for different: a hit without a time is told apart by its random.
    hitTime: hit === null ? null : (hit.time ?? 0),
    hitIdentity: hit === null ? null : hit.identity,
    click: clickPlace === null ? null : { id: event.id, place: clickPlace },
    webhook: webhook === null ? null : JSON.stringify(webhook),
  };
}
