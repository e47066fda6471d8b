import type { DatabaseSync } from 'node:sqlite';
import { JournalError } from './journal-error.ts';

/** Name of the journal in the data folder. */
export const journalFile = 'journal.db';

/**
 * One step per version of the file, applied in order; never changed once published, only added to.
 *
 * The unique index drops re-sent hits. The page's time comes first in it, so that new entries land at
 * its end whatever the size of the file; hits without an identity (null) are never duplicates.
 * AUTOINCREMENT: a sequence is never given twice, even when retention has deleted the latest events.
 */
const migrations = [
  `CREATE TABLE events (
     sequence INTEGER PRIMARY KEY AUTOINCREMENT,
     received INTEGER NOT NULL,  -- Unix ms
     event TEXT NOT NULL,        -- JSON
     hit_time INTEGER,           -- Unix ms, by the page's clock
     hit_identity TEXT,
     webhook TEXT                -- JSON: where an authentic token wants the event posted
   ) STRICT;
   CREATE UNIQUE INDEX events_by_hit ON events (hit_time, hit_identity)
     WHERE hit_identity IS NOT NULL;
   CREATE TABLE probe (id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
   CREATE TABLE cursors (
     forwarder TEXT PRIMARY KEY,
     sequence INTEGER NOT NULL   -- the last event it has seen to
   ) STRICT;
   CREATE TABLE deliveries (     -- one event that is yet to reach one receiver
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     sequence INTEGER NOT NULL,
     receiver TEXT NOT NULL,     -- what shares a queue: a configured URL, or key id and origin
     key TEXT,                   -- id of the token's key; null: a configured receiver
     url TEXT NOT NULL,
     timeout_ms INTEGER,         -- the token's own
     state TEXT NOT NULL CHECK (state IN ('waiting', 'dead')),
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER NOT NULL,       -- Unix ms of the next attempt
     hurry INTEGER NOT NULL DEFAULT 1,  -- whether a success of its receiver makes it due
     reason TEXT,                -- why the last attempt has failed
     failed INTEGER,             -- Unix ms
     UNIQUE (sequence, receiver)
   ) STRICT;
   CREATE INDEX deliveries_waiting ON deliveries (receiver, due, id) WHERE state = 'waiting';
   CREATE TABLE disabled_receivers (
     receiver TEXT PRIMARY KEY,
     options TEXT NOT NULL       -- hash of its options when it answered 410
   ) STRICT;`,
  `CREATE TABLE file_folders (   -- where the file forwarder has ever written to: forget looks there
     folder TEXT PRIMARY KEY     -- absolute
   ) STRICT;`,
  `CREATE TABLE clicks (         -- those whose id a page was told, for as long as it counts
     id TEXT PRIMARY KEY,        -- of the event
     sequence INTEGER NOT NULL,  -- of the event
     received INTEGER NOT NULL,  -- Unix ms
     place TEXT NOT NULL         -- host and path that it led to
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX clicks_by_age ON clicks (received);`,
  `CREATE TABLE daily_counts (   -- what became of all that was received
     day TEXT NOT NULL,          -- UTC, such as 2026-11-22
     site TEXT NOT NULL,         -- empty: none; at most 1,000 a day, the others are '(other)'
     outcome TEXT NOT NULL CHECK (outcome IN ('stored', 'duplicate', 'rejected', 'refused')),
     reason TEXT NOT NULL,       -- of a rejection or a refusal
     events INTEGER NOT NULL,
     PRIMARY KEY (day, site, outcome, reason)
   ) STRICT, WITHOUT ROWID;`,
  `DROP TABLE clicks;             -- a click's reference says all by itself`,
  `CREATE TABLE identity (        -- one row: tells this journal from every other
     id TEXT PRIMARY KEY
   ) STRICT, WITHOUT ROWID;
   INSERT INTO identity VALUES (lower(hex(randomblob(16))));`,
  `CREATE TABLE cuts (            -- a batch that is handed on as one, before it is tried
     forwarder TEXT PRIMARY KEY,
     first INTEGER NOT NULL,     -- sequence of its first event
     last INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  `ALTER TABLE cuts ADD COLUMN partitions TEXT NOT NULL DEFAULT '[]';  -- JSON: that its events fall into`,
  `ALTER TABLE cuts ADD COLUMN digest TEXT NOT NULL DEFAULT '';  -- of its events as they were first tried`,
];

/** The version that brought the table `daily_counts`. */
export const dailyCountsVersion = 4;
/** The version that brought the table `identity`. */
export const identityVersion = 6;

/**
 * Brings the file to this version.
 *
 * @throws JournalError `journal-newer`
 */
export function migrate(database: DatabaseSync): void {
  if (schemaVersion(database) === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  // Read again under the lock: another process may have been first.
  for (const step of migrations.slice(schemaVersion(database))) database.exec(step);
  database.exec(`PRAGMA user_version = ${migrations.length}; COMMIT`);
}

/**
 * The file's version, 0 if it is new.
 *
 * @throws JournalError `journal-newer`
 */
export function schemaVersion(database: DatabaseSync): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version <= migrations.length) return version;
  throw new JournalError(
    'journal-newer',
    `the journal has version ${version}; this hitmark reads up to ${migrations.length}: upgrade hitmark`,
  );
}
