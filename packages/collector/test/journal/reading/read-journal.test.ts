import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JournalError, openJournalReader, type JournalReader } from '../../../src/journal/index.ts';
import { openWriter } from '../../../src/journal/writer/writer.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { otherConnection } from '../sample-journal.ts';

function openWith(data: string, events: readonly string[]) {
  const path = join(data, 'journal.db');
  const writer = openWriter({ path, maxBytes: null, retentionDays: null, lockTimeoutMs: 50 });
  const store = (texts: readonly string[]): void => {
    const rows = texts.map((event) => ({
      received: 0,
      event,
      hitTime: null,
      hitIdentity: null,
      site: null,
      click: null,
      webhook: null,
    }));
    writer.commit(rows);
  };
  store(events);
  return { store, close: () => writer.close(), path };
}

function open(data: string): JournalReader {
  const reader = openJournalReader(data);
  onTestFinished(() => reader.close());
  return reader;
}

describe('page', () => {
  it('answers events after a sequence, in commit order, up to a limit', () => {
    const data = scratchFolder();
    const { close } = openWith(data, ['a', 'b', 'c', 'd']);
    expect(open(data).page(1, 2)).toEqual([
      { sequence: 2, event: 'b', webhook: null },
      { sequence: 3, event: 'c', webhook: null },
    ]);
    close();
  });

  it('is empty past the end, and finds there what was stored since', () => {
    const data = scratchFolder();
    const { store, close } = openWith(data, ['a']);
    const reader = open(data);
    expect(reader.page(1, 10)).toEqual([]);
    store(['b']);
    expect(reader.page(1, 10)).toEqual([{ sequence: 2, event: 'b', webhook: null }]);
    close();
  });

  it('reads without a collector', () => {
    const data = scratchFolder();
    openWith(data, ['a']).close();
    expect(open(data).page(0, 10)).toEqual([{ sequence: 1, event: 'a', webhook: null }]);
  });

  it('reads while another connection is in the middle of a transaction, without what that writes', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, ['a']);
    const reader = open(data);
    const other = otherConnection(path);
    other.exec(`BEGIN IMMEDIATE; INSERT INTO events (received, event) VALUES (0, 'b')`);
    expect(reader.page(0, 10)).toEqual([{ sequence: 1, event: 'a', webhook: null }]);
    other.exec('COMMIT');
    expect(reader.page(1, 10)).toEqual([{ sequence: 2, event: 'b', webhook: null }]);
    close();
  });

  it('holds no transaction between pages: the WAL can be emptied meanwhile', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, ['a', 'b']);
    open(data).page(0, 1);
    const checkpoint = otherConnection(path).prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    expect(checkpoint).toEqual({ busy: 0, log: 0, checkpointed: 0 });
    close();
  });
});

describe('present', () => {
  it('answers those whose events were neither deleted nor never there', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, ['a', 'b', 'c']);
    const reader = open(data);
    expect(reader.present([1, 2, 3, 4])).toEqual(new Set([1, 2, 3]));
    otherConnection(path).exec('DELETE FROM events WHERE sequence = 2');
    expect(reader.present([3, 2])).toEqual(new Set([3]));
    expect(reader.present([])).toEqual(new Set());
    close();
  });
});

describe('lastSequence', () => {
  it('is 0 in an empty journal', () => {
    const data = scratchFolder();
    openWith(data, []).close();
    expect(open(data).lastSequence()).toBe(0);
  });

  it('is that of the latest event, also after earlier ones were deleted', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, ['a', 'b']);
    otherConnection(path).exec('DELETE FROM events WHERE sequence = 1');
    expect(open(data).lastSequence()).toBe(2);
    close();
  });
});

describe('newestSequence and firstSequence', () => {
  it('are 0 and null in an empty journal', () => {
    const data = scratchFolder();
    openWith(data, []).close();
    expect(open(data).newestSequence()).toBe(0);
    expect(open(data).firstSequence()).toBe(null);
  });

  it('tell what was given last, deleted or not, and what is still there', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, ['a', 'b', 'c']);
    otherConnection(path).exec('DELETE FROM events WHERE sequence <> 2');
    expect(open(data).newestSequence()).toBe(3);
    expect(open(data).firstSequence()).toBe(2);
    close();
  });
});

describe('id', () => {
  it('stays the same, and is not that of another journal', () => {
    const [data, other] = [scratchFolder(), scratchFolder()];
    openWith(data, []).close();
    const id = open(data).id();
    openWith(data, ['a']).close();
    openWith(other, []).close();
    expect(id).toMatch(/^[\da-f]{32}$/);
    expect(open(data).id()).toBe(id);
    expect(open(other).id()).not.toBe(id);
  });

  it('is missing where only an older version has written, which says what to do', () => {
    const data = scratchFolder();
    const { close, path } = openWith(data, []);
    close();
    otherConnection(path).exec('DROP TABLE identity; PRAGMA user_version = 5');
    const error = failure(() => open(data).id());
    expect(error.code).toBe('journal-unreadable');
    expect(error.message).toContain('start hitmark serve once');
  });
});

describe('openJournalReader', () => {
  it('says which folder has no journal, and makes none', () => {
    const data = scratchFolder();
    const error = failure(() => openJournalReader(data));
    expect(error).toMatchObject({ name: 'JournalError', code: 'journal-unreadable' });
    expect(error.message).toContain(data);
    expect(readdirSync(data)).toEqual([]);
  });

  it('refuses the file of a newer hitmark', () => {
    const data = scratchFolder();
    otherConnection(join(data, 'journal.db')).exec('PRAGMA user_version = 99');
    expect(failure(() => openJournalReader(data)).code).toBe('journal-newer');
  });

  it('refuses a file that is no database', () => {
    const data = scratchFolder();
    writeFileSync(join(data, 'journal.db'), 'not a database\n'.repeat(100));
    const error = failure(() => openJournalReader(data));
    expect(error.code).toBe('journal-unreadable');
    expect(error.message).toBe(`can not read ${join(data, 'journal.db')}: file is not a database`);
  });

  it.each([
    ['is empty', ''],
    ['another program made', 'PRAGMA user_version = 1; CREATE TABLE other (id INTEGER)'],
  ])('refuses a database that %s', (_, sql) => {
    const data = scratchFolder();
    otherConnection(join(data, 'journal.db')).exec(`VACUUM; ${sql}`);
    const error = failure(() => openJournalReader(data));
    expect(error.code).toBe('journal-unreadable');
    expect(error.cause).toBeInstanceOf(Error);
  });
});

function failure(run: () => unknown): JournalError {
  try {
    run();
  } catch (error) {
    if (error instanceof JournalError) return error;
    throw error;
  }
  throw new Error('expected a JournalError, got none');
}
