import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createJournal } from '../../src/journal/index.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { entry, openJournal, otherConnection, storedTitles } from './sample-journal.ts';

describe('append', () => {
  it('resolves with sequences in commit order, when another connection can read the events', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    expect(await journal.append([entry('a'), entry('b')])).toEqual([1, 2]);
    expect(storedTitles(data)).toEqual(['a', 'b']);
    expect(await journal.append([entry('c')])).toEqual([3]);
    expect(storedTitles(data)).toEqual(['a', 'b', 'c']);
  });

  it('does not resolve before its transaction is committed', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    let resolved = false;
    const append = journal.append([entry('a')]).then(() => (resolved = true));
    // The writer was asked, and waits for the lock; what is asked after it is answered after it.
    const probe = journal.probe();
    await expect.poll(() => storedTitles(data)).toEqual([]);
    expect(resolved).toBe(false);
    lock.exec('COMMIT');
    await append;
    await probe;
    expect(storedTitles(data)).toEqual(['a']);
  });

  it('stores many small appends in few transactions', async () => {
    const journal = await openJournal();
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN IMMEDIATE');
    const appends = Array.from({ length: 500 }, (_, index) => journal.append([entry(`${index}`)]));
    const walBytes = statSync(`${journal.path}-wal`).size;
    lock.exec('COMMIT');
    const sequences = await Promise.all(appends);
    expect(sequences.flat()).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    // A transaction of its own takes an event three pages of 4 KiB or more.
    expect(statSync(`${journal.path}-wal`).size - walBytes).toBeLessThan(500 * 4_096);
  });

  it('keeps text of any kind as it is', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const title = 'a\0b\u2028 “ü” 💚 \uD800 \'"\\';
    await journal.append([entry(title)]);
    expect(storedTitles(data)).toEqual([title]);
  });
});

describe('a hit that is sent again', () => {
  it('is stored once, and has no sequence the second time', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const hit = { time: 1_700_000_000_000, identity: 'r1' };
    expect(await journal.append([entry('first', { hit })])).toEqual([1]);
    expect(await journal.append([entry('again', { hit })])).toEqual([null]);
    expect(storedTitles(data)).toEqual(['first']);
  });

  it('is known by its random where it has no time', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const hit = { time: null, identity: 'r1' };
    await Promise.all([
      journal.append([entry('a', { hit })]),
      journal.append([entry('b', { hit })]),
    ]);
    expect(storedTitles(data)).toEqual(['a']);
  });
});

describe('a journal that can not store', () => {
  it('refuses what is over the queue’s bound, stores the rest, and recovers', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, maxQueuedBytes: 2_000 });
    const appends = ['a', 'b', 'c'].map((letter) => journal.append([entry(letter.repeat(700))]));
    const [first, second, third] = await Promise.allSettled(appends);
    expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(third).toMatchObject({ reason: { name: 'JournalError', code: 'journal-full' } });
    expect(await journal.append([entry('c')])).toEqual([3]);
  });

  it('refuses an append that alone is over the queue’s bound', async () => {
    const journal = await openJournal({ maxQueuedBytes: 1_000 });
    await expect(journal.append([entry('a'.repeat(1_000))])).rejects.toMatchObject({
      code: 'journal-full',
    });
    expect(await journal.append([entry('a')])).toEqual([1]);
  });

  it('refuses while fewer bytes are free on the disk than asked for, a probe too', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, minFreeBytes: Number.MAX_SAFE_INTEGER });
    await expect(journal.append([entry('a')])).rejects.toMatchObject({ code: 'disk-low' });
    await expect(journal.probe()).rejects.toMatchObject({ code: 'disk-low' });
    expect(storedTitles(data)).toEqual([]);
  });

  it('says why SQLite refused, keeps what is stored, and stores again what still fits', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, maxBytes: 100_000 });
    await journal.append([entry('before')]);
    const error = await failure(journal.append([entry('x'.repeat(200_000))]));
    expect(error).toMatchObject({ name: 'JournalError', code: 'journal-failed' });
    expect(error.message).toBe(`${journal.path}: database or disk is full`);
    expect(error.cause).toBeInstanceOf(Error);
    await journal.append([entry('after')]);
    expect(storedTitles(data)).toEqual(['before', 'after']);
  });

  it('stores again when retention has made room in a full file', async () => {
    const data = scratchFolder();
    let now = Date.now();
    const journal = await openJournal({
      data,
      maxBytes: 100_000,
      retentionDays: 1,
      now: () => now,
    });
    const large = () => journal.append([entry('x'.repeat(30_000), { received: now })]);
    await large();
    await large();
    await expect(large()).rejects.toMatchObject({ code: 'journal-failed' });
    now += 25 * 60 * 60 * 1_000;
    await expect.poll(() => storedTitles(data), { timeout: 5_000 }).toEqual([]);
    expect(await large()).toEqual([3]);
  });
});

describe('close', () => {
  it('stores what waits', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const appends = Array.from({ length: 100 }, (_, index) => journal.append([entry(`${index}`)]));
    await journal.close();
    expect(await Promise.all(appends)).toHaveLength(100);
    expect(storedTitles(data)).toHaveLength(100);
  });

  it('leaves one file, without a WAL, which the next journal goes on with', async () => {
    const data = scratchFolder();
    const before = await openJournal({ data });
    await before.append([entry('a')]);
    await before.close();
    expect(() => statSync(`${before.path}-wal`)).toThrow('ENOENT');
    const after = await openJournal({ data });
    expect(await after.append([entry('b')])).toEqual([2]);
  });

  it('refuses what is appended or probed afterwards', async () => {
    const journal = await openJournal();
    await journal.close();
    await expect(journal.append([entry('a')])).rejects.toMatchObject({ code: 'journal-closed' });
    await expect(journal.probe()).rejects.toMatchObject({ code: 'journal-closed' });
  });

  it('waits for the same end when it is called twice', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const append = journal.append([entry('a')]);
    void journal.close();
    await journal.close();
    await append;
    expect(() => statSync(`${journal.path}-wal`)).toThrow('ENOENT');
  });
});

describe('createJournal', () => {
  it('makes the folder, and its parents, for the operator’s account alone', async () => {
    const parent = join(scratchFolder(), 'parent');
    await openJournal({ data: join(parent, 'data') });
    expect(statSync(parent).mode & 0o777).toBe(0o700);
    expect(statSync(join(parent, 'data')).mode & 0o777).toBe(0o700);
  });

  it('leaves the mode of a folder that is there', async () => {
    const data = join(scratchFolder(), 'data');
    mkdirSync(data, { mode: 0o750 });
    await openJournal({ data });
    expect(statSync(data).mode & 0o777).toBe(0o750);
  });

  it('opens one new file twice at the same time', async () => {
    const data = scratchFolder();
    const journals = await Promise.all([openJournal({ data }), openJournal({ data })]);
    await Promise.all(journals.map((journal) => journal.append([entry('a')])));
    expect(storedTitles(data)).toEqual(['a', 'a']);
  });

  it('refuses the file of a newer hitmark, and leaves it alone', async () => {
    const data = scratchFolder();
    const newer = otherConnection(join(data, 'journal.db'));
    newer.exec('PRAGMA user_version = 99');
    const error = await failure(createJournal({ data }));
    expect(error).toMatchObject({ code: 'journal-newer' });
    expect(error.message).toContain('version 99');
    expect(newer.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()).toEqual({
      tables: 0,
    });
  });

  it('refuses a file that is no database, names it, and leaves it alone', async () => {
    const data = scratchFolder();
    const path = join(data, 'journal.db');
    const content = 'not a database\n'.repeat(100);
    writeFileSync(path, content);
    const error = await failure(createJournal({ data }));
    expect(error).toMatchObject({ name: 'JournalError', code: 'journal-unreadable' });
    expect(error.message).toBe(`${path}: file is not a database`);
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  it('refuses a folder that can not be made, and names it', async () => {
    const data = join(scratchFolder(), 'file', 'data');
    writeFileSync(join(data, '..'), '');
    const error = await failure(createJournal({ data }));
    expect(error).toMatchObject({ name: 'JournalError', code: 'journal-unreadable' });
    expect(error.message).toContain(data);
  });
});

describe('probe', () => {
  it('proves that a transaction reaches the file, and stores no event', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, now: () => 1_700_000_000_000 });
    await journal.probe();
    const file = otherConnection(journal.path);
    expect(file.prepare('SELECT at FROM probe').all()).toEqual([{ at: 1_700_000_000_000 }]);
    await journal.probe();
    expect(file.prepare('SELECT count(*) AS rows FROM probe').get()).toEqual({ rows: 1 });
    expect(storedTitles(data)).toEqual([]);
  });
});

async function failure(promise: Promise<unknown>): Promise<Error> {
  const [result] = await Promise.allSettled([promise]);
  if (result?.status === 'rejected' && result.reason instanceof Error) return result.reason;
  throw new Error('expected an Error, got none');
}
