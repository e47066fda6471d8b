import { dirname, join } from 'node:path';
import { DatabaseSync } from '../../journal/sqlite.ts';
import { makePlainFile } from '../../file-system/plain-file.ts';

/** Keeps a running forwarder, `hitmark replay` and `hitmark forget` from writing the same files at once. */
export interface FileLock {
  /** Takes the lock. @throws SQLite's error (`database is locked`) where it is not free in time */
  take(): void;
  free(): void;
  /** Runs a function while holding the lock. @throws as `take` */
  hold<Result>(run: () => Result): Result;
  /** Closes the lock's file, which frees the lock. */
  close(): void;
}

/**
 * Opens the lock of a journal's event files: an empty SQLite file, `files.lock`, in the journal's folder. Node
 * has no file locks of its own, and the system frees SQLite's when a process dies.
 *
 * @param path of the journal's file
 * @param timeoutMs longest wait for another process that holds the lock; 0: none
 */
export function openFileLock(path: string, timeoutMs: number): FileLock {
  const lock = join(dirname(path), 'files.lock');
  // Its owner's alone: any user who may open the file could take the lock and never free it.
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
