import { dirname, join } from 'node:path';
import { DatabaseSync } from '../../journal/sqlite.ts';
import { makePlainFile } from '../../file-system/plain-file.ts';

/** Keeps a running forwarder, `hitmark replay` and `hitmark forget` from writing the same files at once. */
export interface FileLock {
  /** @throws what SQLite throws where the lock is not free in time */
  take(): void;
  free(): void;
  /** Takes it, runs, and frees it. */
  hold<Result>(run: () => Result): Result;
  /** Frees it, too. */
  close(): void;
}

/**
 * Opens the lock of the event files of a journal. It is an empty SQLite file beside the journal's: Node
 * has no file locks of its own, and the system frees SQLite's when a process dies.
 *
 * @param path of the journal's file
 * @param timeoutMs how long to wait for who has it
 */
export function openFileLock(path: string, timeoutMs: number): FileLock {
  const lock = join(dirname(path), 'files.lock');
  // Whoever may read it could hold it, and keep the others out.
  makePlainFile(lock);
  const database = new DatabaseSync(lock, { timeout: timeoutMs });
  const take = (): void => database.exec('BEGIN EXCLUSIVE');
  const free = (): void => database.exec('ROLLBACK');
  return {
    take,
    free,
    hold(run) {
      take();
      try {
        return run();
      } finally {
        free();
      }
    },
    close: () => database.close(),
  };
}
