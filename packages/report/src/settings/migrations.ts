import type { DatabaseSync } from 'node:sqlite';
import { SettingsError } from './settings-error.ts';

/**
 * Steps of the file's tables, one for each version, applied in order. A published step never changes: new
 * tables come by a new step at the end.
 */
const migrations: readonly string[] = [
  `CREATE TABLE goals (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     definition TEXT NOT NULL,   -- JSON: type and filter
     UNIQUE (site, name)
   ) STRICT;
   CREATE TABLE funnels (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     definition TEXT NOT NULL,   -- JSON: steps and window
     UNIQUE (site, name)
   ) STRICT;
   CREATE TABLE segments (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     definition TEXT NOT NULL,   -- JSON: filter
     UNIQUE (site, name)
   ) STRICT;
   CREATE TABLE annotations (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     site TEXT NOT NULL,
     day TEXT NOT NULL,          -- such as 2026-11-22
     text TEXT NOT NULL,
     definition TEXT NOT NULL,   -- JSON: nothing
     UNIQUE (site, day, text)
   ) STRICT;`,
  `CREATE TABLE shared_links (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     token BLOB NOT NULL UNIQUE, -- SHA-256 of the token, which nobody but its holder has
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     filter TEXT,                -- JSON
     created_ms INTEGER NOT NULL,
     expires_ms INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE sessions (
     token BLOB PRIMARY KEY,     -- SHA-256 of the cookie's value
     account TEXT,               -- NULL: whoever has logged in by the API's token
     proof BLOB NOT NULL,        -- SHA-256 of what was proven: the account's hash, or the token
     expires_ms INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  `CREATE TABLE emails (
     site TEXT NOT NULL,
     message TEXT NOT NULL,
     outline TEXT NOT NULL,      -- JSON: words, places of pictures, links
     PRIMARY KEY (site, message)
   ) STRICT, WITHOUT ROWID;`,
];

/**
 * Brings the file to this version.
 *
 * @throws SettingsError `settings-newer`
 */
export function migrate(database: DatabaseSync, path: string): void {
  if (versionOf(database, path) === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    // Read again under the lock: another process may have been first.
    for (const step of migrations.slice(versionOf(database, path))) database.exec(step);
    database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

function versionOf(database: DatabaseSync, path: string): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version <= migrations.length) return version;
  throw new SettingsError(
    'settings-newer',
    `${path} has version ${version}; this hitmark reads up to ${migrations.length}: ` +
      'upgrade hitmark, or move the file away to begin with no goals',
  );
}
