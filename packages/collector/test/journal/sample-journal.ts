import type { Entry } from '../../src/journal/entry.ts';
import { DatabaseSync } from 'node:sqlite';
import { onTestFinished } from 'vitest';
import { createJournal, type Journal } from '../../src/ingest/journal.ts';
import { openJournalReader, type JournalOptions } from '../../src/journal/index.ts';
import { sampleEvent } from '../sample-event.ts';
import { scratchFolder } from '../scratch-folder.ts';

/** A real journal; in a folder of its own unless one is named. Closed when the test has finished. */
export async function openJournal(options: Partial<JournalOptions> = {}): Promise<Journal> {
  const journal = await createJournal({ data: scratchFolder(), minFreeBytes: 0, ...options });
  onTestFinished(() => journal.close());
  return journal;
}

/** An entry whose event is told apart by its title. */
export function entry(
  title: string,
  { hit = null, received = Date.now() }: Partial<Pick<Entry, 'hit' | 'received'>> = {},
): Entry {
  return { event: sampleEvent({ title }), received, hit };
}

/** Titles of what another connection reads in a data folder, in commit order. */
export function storedTitles(data: string): (string | null | undefined)[] {
  const reader = openJournalReader(data);
  const events = reader.page(0, 1_000_000);
  reader.close();
  return events.map(({ event }) => (JSON.parse(event) as { title?: string }).title);
}

/** Makes a file what it was before the references of clicks said all by themselves. */
export const versionWithClicks = `DROP TABLE identity;
  CREATE TABLE clicks (
    id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, received INTEGER NOT NULL, place TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX clicks_by_age ON clicks (received);
  DROP TABLE cuts; PRAGMA user_version = 4`;

/** A connection of some other program. Closed when the test has finished. */
export function otherConnection(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  onTestFinished(() => {
    if (database.isOpen) database.close();
  });
  return database;
}
