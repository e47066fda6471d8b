import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync } from './sqlite.ts';
import { migrate } from './migrations.ts';
import { SettingsError } from './settings-error.ts';

/** Mode of a file that only its owner reads and writes. SQLite gives its companion files the same mode. */
const mode = 0o600;

/** Longest wait for another process that holds the file, such as an import, in ms. */
const lockTimeoutMs = 5_000;

/**
 * Opens the SQLite file of settings, makes it where there is none, and brings it to this version.
 *
 * @throws SettingsError `settings-newer`, `settings-unavailable`
 */
export function openSettingsDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | null = null;
  try {
    closeSync(openSync(path, 'a', mode));
    chmodSync(path, mode);
    database = new DatabaseSync(path, { timeout: lockTimeoutMs });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    migrate(database, path);
    return database;
  } catch (cause) {
    database?.close();
    if (cause instanceof SettingsError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsError('settings-unavailable', `can not open ${path}: ${reason}`, { cause });
  }
}
