import { describe, expect, it } from 'vitest';
import type { Journal } from '../../src/ingest/journal.ts';
import { entry, openJournal, otherConnection, storedTitles } from '../journal/sample-journal.ts';
import { settings } from '../pipeline/sample-request.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { clickOf, hitsOf } from './sample-submission.ts';

const { cookie, privacy, sites } = settings;

/** Hands in hits with the titles given. */
function submitTo(journal: Journal) {
  const number = journal.configure({
    decision: { cookie, privacy, sites },
    clickKeys: [],
    withEvents: false,
  });
  return (...titles: string[]) => journal.submit(hitsOf(titles, number), titles.length);
}

describe('submit', () => {
  it('resolves when the events of a request are on disk', async () => {
    const data = scratchFolder();
    const submit = submitTo(await openJournal({ data }));
    expect(await submit('a', 'b')).toMatchObject({ sequences: [1, 2], rejections: [] });
    expect(storedTitles(data)).toEqual(['a', 'b']);
  });

  it('waits for no lock where no event comes of a request', async () => {
    const journal = await openJournal();
    const submit = submitTo(journal);
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    expect(await submit()).toMatchObject({ sequences: [] });
    lock.exec('COMMIT');
  });

  it('keeps the order in which hits, links and events came, in one transaction', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const [submit, other] = [submitTo(journal), submitTo(journal)];
    const commits: number[] = [];
    journal.onCommit(({ events }) => commits.push(events));
    const receipts = await Promise.all([
      journal.append([entry('a')]),
      submit('b', 'c'),
      submit(),
      journal.append([entry('d'), entry('e')]),
      journal.submit(clickOf(), 1),
      other('f'),
    ]);
    expect(storedTitles(data)).toEqual(['a', 'b', 'c', 'd', 'e', undefined, 'f']);
    expect(receipts.map((one) => ('sequences' in one ? one.sequences : one))).toEqual([
      [1],
      [2, 3],
      [],
      [4, 5],
      [6],
      [7],
    ]);
    expect(commits).toEqual([7]);
  });

  it('fails alone where it can not be decided, and others of its transaction are stored', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const submit = submitTo(journal);
    const [before, failed, after] = await Promise.allSettled([
      submit('a'),
      journal.submit(hitsOf(['x'], 99), 1),
      journal.append([entry('b')]),
    ]);
    expect(failed).toMatchObject({
      status: 'rejected',
      reason: { message: 'the writer has no settings of that number' },
    });
    expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(storedTitles(data)).toEqual(['a', 'b']);
  });

  it('stores a hit once, also where it comes twice in one transaction', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const submit = submitTo(journal);
    const hit = `same&r=1&t=${Date.now()}`;
    const [first, second] = await Promise.all([submit(hit, 'a'), submit(hit), submit('b')]);
    expect([first.sequences, second.sequences]).toEqual([[1, expect.any(Number)], [-1]]);
    expect(storedTitles(data)).toEqual(['same', 'a', 'b']);
  });

  it('counts the characters of what waits to the bound of the queue', async () => {
    const journal = await openJournal({ maxQueuedBytes: 1_000 });
    const submit = submitTo(journal);
    await expect(submit('x'.repeat(1_000))).rejects.toMatchObject({ code: 'journal-full' });
    const first = submit('x'.repeat(500));
    expect(journal.figures()).toMatchObject({ queuedEvents: 1 });
    expect(journal.figures().queuedBytes).toBeGreaterThan(500);
    await expect(submit('x'.repeat(500))).rejects.toMatchObject({ code: 'journal-full' });
    await first;
    expect((await submit('x'.repeat(500))).sequences).toEqual([2]);
  });

  it('is stored before the journal closes, and refused afterwards', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const submit = submitTo(journal);
    const kept = submit('a');
    await Promise.all([journal.close(), kept]);
    expect(storedTitles(data)).toEqual(['a']);
    await expect(submit('b')).rejects.toMatchObject({ code: 'journal-closed' });
  });

  it('tells of each request that the disk did not take', async () => {
    const journal = await openJournal();
    const submit = submitTo(journal);
    otherConnection(journal.path).exec('DROP TABLE events');
    await expect(submit('a')).rejects.toMatchObject({ code: 'journal-failed' });
  });
});
