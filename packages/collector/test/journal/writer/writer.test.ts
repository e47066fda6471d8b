import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Row, Sequence } from '../../../src/journal/thread-messages.ts';
import { openWriter, type Writer } from '../../../src/journal/writer/writer.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { otherConnection, storedTitles } from '../sample-journal.ts';

/** A writer that takes rows as they are. */
type TestWriter = Omit<Writer, 'commit'> & { commit(rows: readonly Row[]): Sequence[] };

function open(data: string, maxBytes: number | null = null): TestWriter {
  const path = join(data, 'journal.db');
  const writer = openWriter({ path, maxBytes, retentionDays: null, lockTimeoutMs: 50 });
  let isOpen = true;
  const close = (): void => {
    if (isOpen) writer.close();
    isOpen = false;
  };
  onTestFinished(close);
  return { ...writer, commit: (rows) => writer.commit(rows), close };
}

function row(title: string, hit: Partial<Row> = {}): Row {
  return {
    received: 0,
    event: JSON.stringify({ title }),
    hitTime: null,
    hitIdentity: null,
    site: null,
    webhook: null,
    ...hit,
  };
}

const hit = { hitTime: 1_700_000_000_000, hitIdentity: 'acme r1' };

describe('commit', () => {
  it('stores rows in order, and answers their sequences', () => {
    const data = scratchFolder();
    const writer = open(data);
    expect(writer.commit([row('a'), row('b')])).toEqual([1, 2]);
    expect(writer.commit([row('c')])).toEqual([3]);
    expect(storedTitles(data)).toEqual(['a', 'b', 'c']);
  });

  it('stores all rows or none, and can go on', () => {
    const data = scratchFolder();
    const writer = open(data);
    expect(() => writer.commit([row('a'), row('b', { received: 0.5 })])).toThrow('cannot store');
    expect(storedTitles(data)).toEqual([]);
    writer.commit([row('c')]);
    expect(storedTitles(data)).toEqual(['c']);
  });

  it('goes on with sequences and refuses the hits of before, when the file is opened again', () => {
    const data = scratchFolder();
    const before = open(data);
    before.commit([row('a', hit), row('b')]);
    before.close();
    expect(open(data).commit([row('again', hit), row('c')])).toEqual([-1, expect.any(Number)]);
    expect(storedTitles(data)).toEqual(['a', 'b', 'c']);
  });

  it('never gives the sequence of a deleted row again', () => {
    const data = scratchFolder();
    const before = open(data);
    before.commit([row('a'), row('b')]);
    otherConnection(join(data, 'journal.db')).exec('DELETE FROM events');
    expect(before.commit([row('c')])).toEqual([3]);
    otherConnection(join(data, 'journal.db')).exec('DELETE FROM events');
    before.close();
    expect(open(data).commit([row('d')])).toEqual([4]);
  });
});

describe('a hit that is sent again', () => {
  it('is stored once where both stand in one transaction', () => {
    const data = scratchFolder();
    const answer = open(data).commit([row('first', hit), row('again', hit), row('other')]);
    expect(answer).toEqual([1, -1, expect.any(Number)]);
    expect(storedTitles(data)).toEqual(['first', 'other']);
  });

  it.each([
    ['another time', { ...hit, hitTime: hit.hitTime + 1 }],
    ['another identity', { ...hit, hitIdentity: 'acme r2' }],
  ])('is another hit with %s', (_, other) => {
    const data = scratchFolder();
    open(data).commit([row('first', hit), row('second', other)]);
    expect(storedTitles(data)).toEqual(['first', 'second']);
  });

  it('is never known without an identity, not even by its time', () => {
    const data = scratchFolder();
    const nameless = { hitTime: hit.hitTime, hitIdentity: null };
    open(data).commit([row('a', nameless), row('a', nameless)]);
    expect(storedTitles(data)).toEqual(['a', 'a']);
  });
});

describe('a file with a bound', () => {
  const maxBytes = 130_000;

  it('refuses a transaction that does not fit, and takes the next that does', () => {
    const data = scratchFolder();
    const writer = open(data, maxBytes);
    expect(() => writer.commit([row('a'), row('x'.repeat(maxBytes))])).toThrow('full');
    writer.commit([row('b')]);
    expect(storedTitles(data)).toEqual(['b']);
  });

  it('holds when the file is opened again', () => {
    const data = scratchFolder();
    const before = open(data, maxBytes);
    before.commit([row('x'.repeat(60_000))]);
    before.close();
    expect(() => open(data, maxBytes).commit([row('x'.repeat(60_000))])).toThrow('full');
  });

  it('can be opened when it is already larger, and refuses to grow', () => {
    const data = scratchFolder();
    const before = open(data);
    before.commit([row('x'.repeat(2 * maxBytes))]);
    before.close();
    expect(() => open(data, maxBytes).commit([row('x'.repeat(60_000))])).toThrow('full');
    expect(storedTitles(data)).toHaveLength(1);
  });

  it('takes what did not fit where there is no bound', () => {
    const data = scratchFolder();
    open(data).commit([row('x'.repeat(maxBytes))]);
    expect(storedTitles(data)).toHaveLength(1);
  });
});

describe('a file that another program has locked', () => {
  it('refuses a transaction in the end, stores none of it, and stores again when it is free', () => {
    const data = scratchFolder();
    const writer = open(data);
    const other = otherConnection(join(data, 'journal.db'));
    other.exec('BEGIN EXCLUSIVE');
    expect(() => writer.commit([row('refused')])).toThrow('database is locked');
    expect(() => writer.probe(0)).toThrow('database is locked');
    other.exec('COMMIT');
    expect(writer.commit([row('stored')])).toEqual([1]);
    expect(storedTitles(data)).toEqual(['stored']);
  });
});

describe('a file that is no journal', () => {
  it('is refused where another program made it, and no table is added to it', () => {
    const data = scratchFolder();
    const other = otherConnection(join(data, 'journal.db'));
    other.exec('CREATE TABLE events (id INTEGER)');
    expect(() => open(data)).toThrow('already exists');
    expect(other.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'events' }]);
  });
});

describe('the file', () => {
  it('is in WAL mode, so that it can be read while it is written', () => {
    const data = scratchFolder();
    open(data).commit([row('a')]);
    const path = join(data, 'journal.db');
    const mode = otherConnection(path).prepare('PRAGMA journal_mode').get();
    expect(mode).toEqual({ journal_mode: 'wal' });
  });

  it('has a WAL that starts over past 32 MiB, even if nobody else checkpoints', () => {
    const data = scratchFolder();
    const writer = open(data);
    for (let round = 0; round < 60; round += 1) writer.commit([row('x'.repeat(2 ** 20))]);
    expect(statSync(join(data, 'journal.db-wal')).size).toBeLessThan(40 * 2 ** 20);
  });

  it('is a sound SQLite file that another program can query meanwhile', () => {
    const data = scratchFolder();
    const writer = open(data);
    writer.commit([row('a', hit), row('b')]);
    const file = new DatabaseSync(join(data, 'journal.db'), { readOnly: true });
    onTestFinished(() => file.close());
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(file.prepare(`SELECT event ->> 'title' AS title FROM events`).all()).toEqual([
      { title: 'a' },
      { title: 'b' },
    ]);
    expect(writer.commit([row('c')])).toEqual([3]);
  });
});
