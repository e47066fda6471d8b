import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serializeEvent, type Event } from '../event.ts';
import { createGroupCommit } from './group-commit.ts';
import { JournalError } from './journal-error.ts';
import { journalFile } from './schema.ts';
import type { Row } from './thread-messages.ts';
import { startHousekeeper, startWriter } from './threads.ts';

/** Where and how events are kept. */
export interface JournalOptions {
  /** Folder of the journal; made, with its parents, if it is missing. */
  readonly data: string;
  /**
   * Bound of the events that wait for the disk, in characters of JSON. Over it appends are refused.
   * @defaultValue 33554432 (32 MiB): some seconds of a busy host, and memory stays flat
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
}

/** One event to store, with what tells a re-sent hit from a new one. */
export interface JournalEntry {
  readonly event: Event;
  /** Unix ms, the collector's clock. */
  readonly received: number;
  /** null: never a duplicate. */
  readonly hit: { readonly time: number | null; readonly identity: string } | null;
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
  append(entries: readonly JournalEntry[]): Promise<(number | null)[]>;
  /**
   * Proves that a transaction reaches the disk.
   *
   * @throws JournalError
   */
  probe(): Promise<void>;
  /** Stores what waits, then closes the file. */
  close(): Promise<void>;
}

const housekeepingIntervalMs = 1_000;

/**
 * Opens or makes the journal of a folder.
 *
 * @throws JournalError `journal-newer`, `journal-failed`; and what the file system throws
 */
export async function createJournal(options: JournalOptions): Promise<Journal> {
  const { data, maxQueuedBytes = 2 ** 25, minFreeBytes = 2 ** 26, now = Date.now } = options;
  const { maxBytes = null, retentionDays = null } = options;
  // Events are personal data: nobody but the operator's account reads the folder.
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const path = join(data, journalFile);
  const writer = await startWriter({ path, maxBytes, retentionDays });
  const housekeeper = startHousekeeper({ path, maxBytes, retentionDays });
  const commits = createGroupCommit((rows) => writer.ask({ kind: 'commit', rows }), maxQueuedBytes);
  let freeBytes = Infinity;
  let closed = false;

  let round: Promise<void> | null = null;
  const rounds = setInterval(() => {
    round ??= keepHouse();
  }, housekeepingIntervalMs);
  rounds.unref();
  await (round = keepHouse());

  async function keepHouse(): Promise<void> {
    freeBytes = await housekeeper.round(now());
    round = null;
  }

  function refuseUnlessOpen(): void {
    if (closed) throw new JournalError('journal-closed', 'the journal is closed');
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
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(rounds);
      await round;
      await housekeeper.stop();
      await commits.idle();
      await writer.ask({ kind: 'close' });
    },
  };
}

function toRow({ event, received, hit }: JournalEntry): Row {
  return {
    received,
    event: serializeEvent(event),
    // Unique indexes take nulls for different: a hit without a time is told apart by its random.
    hitTime: hit === null ? null : (hit.time ?? 0),
    hitIdentity: hit === null ? null : hit.identity,
  };
}
