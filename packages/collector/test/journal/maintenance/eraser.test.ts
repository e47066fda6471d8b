import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openEraser } from '../../../src/journal/index.ts';
import {
  entry,
  openJournal,
  otherConnection,
  storedTitles,
  versionWithClicks,
} from '../sample-journal.ts';

async function open(titles: readonly string[]) {
  const journal = await openJournal();
  await journal.append(titles.map((title) => entry(title)));
  const data = dirname(journal.path);
  const eraser = openEraser(journal.path, 50);
  onTestFinished(() => eraser.close());
  const holds = (text: string): string[] =>
    readdirSync(data).filter((name) => readFileSync(join(data, name)).includes(text));
  return { journal, data, eraser, holds, other: otherConnection(journal.path) };
}

describe('the eraser', () => {
  it('leaves no byte of what it erases, while the journal goes on storing', async () => {
    const { journal, data, eraser, holds } = await open(['forget-me', 'keep-me']);
    expect(holds('forget-me')).not.toEqual([]);
    expect(eraser.erase([1])).toEqual({ events: 1, deliveries: 0 });
    expect(eraser.scrub()).toBe(true);
    expect(holds('forget-me')).toEqual([]);
    await journal.append([entry('later')]);
    expect(storedTitles(data)).toEqual(['keep-me', 'later']);
  });

  it('takes what was to be delivered along, and counts it', async () => {
    const { eraser, holds, other } = await open(['forget-me', 'keep-me']);
    const insert = other.prepare(
      'INSERT INTO deliveries (sequence, receiver, url, state, due) VALUES (?, ?, ?, ?, 0)',
    );
    insert.run(1, 'a', 'https://a.example/?forget-me', 'waiting');
    insert.run(1, 'b', 'https://b.example/?forget-me', 'dead');
    insert.run(2, 'a', 'https://a.example/', 'waiting');
    expect(eraser.erase([1])).toEqual({ events: 1, deliveries: 2 });
    expect(eraser.scrub()).toBe(true);
    expect(holds('forget-me')).toEqual([]);
    expect(other.prepare('SELECT sequence FROM deliveries').all()).toEqual([{ sequence: 2 }]);
  });

  it('says so where a reader keeps the bytes, and has them gone when that has ended', async () => {
    const { eraser, holds, other } = await open(['forget-me']);
    other.exec('BEGIN; SELECT count(*) FROM events');
    eraser.erase([1]);
    expect(eraser.scrub()).toBe(false);
    expect(holds('forget-me')).not.toEqual([]);
    other.exec('COMMIT');
    expect(eraser.scrub()).toBe(true);
    expect(holds('forget-me')).toEqual([]);
  });

  it('brings a file of an older version to this one, and leaves nothing of what that drops', async () => {
    const { journal, holds, other } = await open(['keep-me']);
    other.exec(
      `${versionWithClicks}; INSERT INTO clicks VALUES ('click-1', 1, 0, 'forget-me.example/')`,
    );
    const later = openEraser(journal.path, 1_000);
    onTestFinished(() => later.close());
    expect(later.scrub()).toBe(true);
    expect(holds('forget-me')).toEqual([]);
    expect(holds('keep-me')).not.toEqual([]);
  });

  it('never gives a sequence again', async () => {
    const { journal, eraser } = await open(['a', 'b']);
    eraser.erase([2]);
    eraser.scrub();
    expect(await journal.append([entry('c')])).toEqual([3]);
  });
});
