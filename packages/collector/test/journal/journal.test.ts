import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJournal, type Journal } from '../../src/ingest/journal.ts';
import { scratchFolder } from '../scratch-folder.ts';
import {
  entry,
  openJournal,
  otherConnection,
  storedTitles,
  versionWithClicks,
} from './sample-journal.ts';

describe('a journal', () => {
  let data: string;
  let journal: Journal;
  let before: number;

  /** Titles of what another connection reads, of those stored by the running test. */
  const stored = (): unknown[] => storedTitles(data).slice(before);

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'hitmark-unit-'));
    journal = await createJournal({ data, minFreeBytes: 0 });
  });

  beforeEach(() => {
    before = storedTitles(data).length;
  });

  afterAll(async () => {
    await journal.close();
    rmSync(data, { recursive: true });
  });

  it('resolves an append with sequences in commit order, when another connection can read the events', async () => {
    const [first, second] = await journal.append([entry('a'), entry('b')]);
    expect(stored()).toEqual(['a', 'b']);
    const [third] = await journal.append([entry('c')]);
    expect(stored()).toEqual(['a', 'b', 'c']);
    expect([second, third]).toEqual([Number(first) + 1, Number(first) + 2]);
  });

  it('does not resolve an append before its transaction is committed', async () => {
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    let resolved = false;
    const append = journal.append([entry('a')]).then(() => (resolved = true));
    // Long enough for another journal to be opened and to store.
    const other = await openJournal();
    await other.append([entry('elsewhere')]);
    expect([stored(), resolved]).toEqual([[], false]);
    lock.exec('COMMIT');
    await append;
    expect(stored()).toEqual(['a']);
  });

  it('stores many small appends in few transactions', async () => {
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN IMMEDIATE');
    const appends = Array.from({ length: 500 }, (_, index) => journal.append([entry(`${index}`)]));
    const walBytes = statSync(`${journal.path}-wal`).size;
    lock.exec('COMMIT');
    const sequences = (await Promise.all(appends)).flat();
    expect(new Set(sequences).size).toBe(500);
    // A transaction of its own takes an event three pages of 4 KiB or more.
    expect(statSync(`${journal.path}-wal`).size - walBytes).toBeLessThan(500 * 4_096);
  });

  it('stores a hit that is sent again once, and gives it no sequence the second time', async () => {
    const hit = { time: 1_700_000_000_000, identity: 'r1' };
    expect(await journal.append([entry('first', { hit })])).toEqual([expect.any(Number)]);
    expect(await journal.append([entry('again', { hit })])).toEqual([null]);
    expect(stored()).toEqual(['first']);
  });

  it('keeps text of any kind as it is', async () => {
    const title = 'a\0b\u2028 “ü” 💚 \uD800 \'"\\';
    await journal.append([entry(title)]);
    expect(stored()).toEqual([title]);
  });

  it('proves by a probe that a transaction reaches the file, and stores no event', async () => {
    const started = Date.now();
    await journal.probe();
    await journal.probe();
    const probes = otherConnection(journal.path).prepare('SELECT at FROM probe').all();
    expect(probes).toEqual([{ at: expect.any(Number) }]);
    expect(probes[0]?.['at']).toBeGreaterThanOrEqual(started);
    expect(stored()).toEqual([]);
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

  it('refuses while fewer bytes are free on the disk than asked for, a probe too', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, minFreeBytes: Number.MAX_SAFE_INTEGER });
    await expect(journal.append([entry('a')])).rejects.toMatchObject({ code: 'disk-low' });
    await expect(journal.probe()).rejects.toMatchObject({ code: 'disk-low' });
    expect(storedTitles(data)).toEqual([]);
  });

  it('says why SQLite refused, keeps what is stored, and stores again what still fits', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, maxBytes: 130_000 });
    await journal.append([entry('before')]);
    const error = await failure(journal.append([entry('x'.repeat(200_000))]));
    expect(error).toMatchObject({ name: 'JournalError', code: 'journal-failed' });
    expect(error.message).toBe(`${journal.path}: database or disk is full`);
    expect(error.cause).toBeInstanceOf(Error);
    await journal.append([entry('after')]);
    expect(storedTitles(data)).toEqual(['before', 'after']);
  });

  it('whose file may grow no more fails a probe as well, which leaves nothing behind', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data, maxBytes: 130_000 });
    await journal.probe();
    await journal.append([entry('first')]);
    const large = () => journal.append([entry('x'.repeat(8_000))]);
    let stored = 1;
    for (let full = false; !full;) {
      full = (await large().catch(() => null)) === null;
      if (!full) stored += 1;
    }
    expect(await failure(journal.probe())).toMatchObject({ code: 'journal-failed' });
    expect(storedTitles(data)).toHaveLength(stored);
  });

  it('stores again when retention has made room in a full file', async () => {
    const data = scratchFolder();
    let now = Date.now();
    const journal = await openJournal({
      data,
      maxBytes: 130_000,
      retentionDays: 1,
      now: () => now,
    });
    const large = () => journal.append([entry('x'.repeat(30_000), { received: now })]);
    await large();
    await large();
    await expect(large()).rejects.toMatchObject({ code: 'journal-failed' });
    now += 25 * 60 * 60 * 1_000;
    await expect.poll(() => storedTitles(data)).toEqual([]);
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
    expect(statSync(join(parent, 'data', 'journal.db')).mode & 0o777).toBe(0o600);
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

  it('brings the file of an older hitmark to its own version, with all events', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    await journal.append([entry('a')]);
    await journal.close();
    const older = otherConnection(join(data, 'journal.db'));
    older.exec(versionWithClicks);
    await (await openJournal({ data })).append([entry('b')]);
    expect(storedTitles(data)).toEqual(['a', 'b']);
    const names = older.prepare('SELECT name FROM sqlite_schema').all();
    expect(JSON.stringify(names)).not.toContain('clicks');
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

async function failure(promise: Promise<unknown>): Promise<Error> {
  const [result] = await Promise.allSettled([promise]);
  if (result?.status === 'rejected' && result.reason instanceof Error) return result.reason;
  throw new Error('expected an Error, got none');
}
