import { statSync } from 'node:fs';
import type { SourceEvent } from '../ingest/read-event.ts';
import { createRunBuilder } from './build-runs.ts';
import { openEngine, type Connection, type Engine } from './engine.ts';
import type { EventRun } from './event-run.ts';
import { copyWithout, replaceByCopy, type Forgotten } from './forget.ts';
import { openFile, type Found, type StoreOptions } from './open-file.ts';
import { readCursor } from './read-cursor.ts';
import { deleteBefore } from './retain.ts';
import { settle } from './settle.ts';
import { StoreError } from './store-error.ts';
import { dataColumnNames } from './tables.ts';
import { transaction } from './transaction.ts';
import { writeRun } from './write-run.ts';

/** Contents of a store. */
export interface StoreStatus {
  readonly found: Found;
  /** The last sequence that the store has taken. */
  readonly cursor: number;
  readonly events: number;
  readonly visits: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** Reads in one transaction: what it sees is one state of the store. */
type Reading<Result> = (connection: Connection) => Promise<Result>;

/** Events in typed columns, in one DuckDB file. Writes run one after another, reads beside them. */
export interface Store {
  readonly dataNames: readonly string[];
  status(): Promise<StoreStatus>;
  /**
   * Adds events, and moves the cursor with them, in one transaction. Events that have come before are
   * passed over.
   *
   * @param after the sequence that they follow
   * @param more true: others follow at once, and these may wait for them, since one large write is far
   *   faster than many small ones
   * @returns the cursor: the events up to it are on disk
   * @throws StoreError `store-behind`: events between the store's cursor and `after` are missing
   */
  append(after: number, events: readonly SourceEvent[], more: boolean): Promise<number>;
  read<Result>(work: Reading<Result>, signal?: AbortSignal): Promise<Result>;
  /** Erases all events of persons, so that no byte of them is left; returns their number. */
  forget(forgotten: readonly Forgotten[]): Promise<number>;
  /**
   * Deletes the events before a sequence, as the source's retention did; returns how many there were.
   * A store that is built again then has the same contents.
   */
  deleteBefore(sequence: number): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens a store.
 *
 * @param fresh true: creates a new file, whatever is in the old one
 * @throws StoreError `store-newer`, `store-locked`, `store-unavailable`
 */
export async function openStore(options: StoreOptions, fresh = false): Promise<Store> {
  const { engine: first, found } = await openFile(options, fresh);
  let engine: Engine = first;
  let writer = await engine.connect();
  let cursor = await readCursor(writer);
  const dataNames = dataColumnNames(options.dataColumns);
  const builder = createRunBuilder(options.ownHosts, dataNames, cursor);

  /** The write that is under way, and those that wait. */
  let writes: Promise<unknown> = Promise.resolve();
  const reads = new Set<Promise<unknown>>();
  /** While the file is changed for another nobody reads. */
  let exchange: Promise<void> | null = null;

  function write<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = writes.then(work);
    writes = result.catch(() => {});
    return result;
  }

  async function writeNext(run: EventRun): Promise<void> {
    await writeRun(writer, run);
    cursor = run.cursor;
    await settle(writer);
  }

  /** Adds events to those that wait; what fails has lost all that was not on disk. */
  async function add(after: number, events: readonly SourceEvent[], more: boolean): Promise<void> {
    try {
      await builder.add(after, events, writeNext);
      if (!more) await builder.finish(writeNext);
    } catch (error) {
      builder.reset(cursor);
      throw error;
    }
  }

  async function exchangeFile(): Promise<void> {
    await Promise.allSettled(reads);
    writer.close();
    engine.close();
    replaceByCopy(options.path);
    engine = await openEngine(options.path, options);
    writer = await engine.connect();
  }

  return {
    dataNames,
    status: () =>
      write(async () => {
        const [row] = await writer.rows(
          'SELECT (SELECT count(*) FROM events), (SELECT count(*) FROM visits)',
        );
        const [events, visits] = (row ?? []).map(Number);
        const { size: bytes } = statSync(options.path);
        return { found, cursor, events: events ?? 0, visits: visits ?? 0, bytes };
      }),
    append: (after, events, more) =>
      write(async () => {
        await add(after, events, more);
        return cursor;
      }),
    async read(work, signal) {
      for (let open = exchange; open !== null; open = exchange) await open;
      const result = readOnce(engine, work, signal);
      reads.add(result);
      return result.finally(() => reads.delete(result));
    },
    forget: (forgotten) =>
      write(async () => {
        await builder.finish(writeNext);
        const count = await copyWithout(writer, options, forgotten);
        exchange = exchangeFile();
        await exchange.finally(() => (exchange = null));
        return count;
      }),
    deleteBefore: (sequence) => write(() => deleteBefore(writer, sequence)),
    close: () =>
      write(async () => {
        await Promise.allSettled(reads);
        await writer.rows('CHECKPOINT');
        writer.close();
        engine.close();
      }),
  };
}

async function readOnce<Result>(
  engine: Engine,
  work: Reading<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  const connection = await engine.connect();
  const interrupt = (): void => connection.interrupt();
  signal?.addEventListener('abort', interrupt);
  try {
    return await transaction(
      {
        ...connection,
        rows(statement, values) {
          // An interrupt ends what runs, not what is still to come.
          if (signal?.aborted) throw new StoreError('query-cancelled', 'the query was cancelled');
          return connection.rows(statement, values);
        },
      },
      work,
    );
  } finally {
    signal?.removeEventListener('abort', interrupt);
    connection.close();
  }
}
