import { dirname } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { eraseFromJournal } from '../../../src/command/erasing/erase.ts';
import { openEraser, openJournalReader } from '../../../src/journal/index.ts';
import { entry, openJournal, storedTitles } from '../../journal/sample-journal.ts';

const progress = { update() {}, end() {} };

async function open(titles: readonly string[]) {
  const journal = await openJournal();
  await journal.append(titles.map((title) => entry(title)));
  const data = dirname(journal.path);
  const reader = openJournalReader(data);
  const eraser = openEraser(journal.path, 50);
  onTestFinished(() => {
    eraser.close();
    reader.close();
  });
  const isTheirs = ({ title }: { readonly title?: string | null }): boolean => title === 'theirs';
  const { signal } = new AbortController();
  return { journal, data, work: { reader, eraser, isTheirs, progress, signal } };
}

describe('erasing', () => {
  it('counts what it has erased', async () => {
    const { data, work } = await open(['theirs', 'other', 'theirs']);
    expect(await eraseFromJournal(work)).toEqual({ events: 2, deliveries: 0 });
    expect(storedTitles(data)).toEqual(['other']);
  });

  it('also takes what a collector stores meanwhile, since it had received it before', async () => {
    const { journal, data, work } = await open(['theirs', 'other']);
    let rounds = 0;
    const scrub = (): boolean => {
      rounds += 1;
      return work.eraser.scrub();
    };
    await journal.append([entry('theirs')]);
    const reader = {
      ...work.reader,
      // The first look ends before the event that comes late.
      page: (after: number, limit: number) =>
        work.reader.page(after, limit).filter(({ sequence }) => rounds > 0 || sequence < 3),
    };
    const erased = await eraseFromJournal({ ...work, reader, eraser: { ...work.eraser, scrub } });
    expect(erased).toEqual({ events: 2, deliveries: 0 });
    expect(rounds).toBe(2);
    expect(storedTitles(data)).toEqual(['other']);
  });

  it('ends at a signal, with nothing erased that it has not counted', async () => {
    const { data, work } = await open(['theirs']);
    const signal = AbortSignal.abort(new Error('interrupted'));
    await expect(eraseFromJournal({ ...work, signal })).rejects.toThrow('interrupted');
    expect(storedTitles(data)).toEqual(['theirs']);
  });
});
