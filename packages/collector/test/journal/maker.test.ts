import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { openClicks } from '../../src/journal/clicks.ts';
import type { Journal } from '../../src/journal/index.ts';
import type { ReadReply } from '../../src/journal/maker.ts';
import type { Sequence } from '../../src/journal/thread-messages.ts';
import { sampleEvent } from '../sample-event.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { entry, openJournal, otherConnection, storedTitles } from './sample-journal.ts';

const module = new URL('./sample-maker.ts', import.meta.url);

type Read = ReadReply<{ sequences: readonly Sequence[]; reply: readonly unknown[] }>;

const read: Read = (sequences, reply) => ({ sequences, reply });

function load(journal: Journal, prefix = '') {
  const maker = journal.loadMaker(module, { prefix }, read);
  return (...titles: string[]) => maker.append(titles, titles.length);
}

describe('a maker', () => {
  it('makes events of an input, which are on disk when it resolves, with its reply', async () => {
    const data = scratchFolder();
    const make = load(await openJournal({ data }), 'made ');
    expect(await make('a', 'b')).toEqual({ sequences: [1, 2], reply: ['a', 'b', null] });
    expect(storedTitles(data)).toEqual(['made a', 'made b']);
  });

  it('may make nothing of it, which waits for no lock', async () => {
    const journal = await openJournal();
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    expect(await load(journal)()).toEqual({ sequences: [], reply: [null] });
    lock.exec('COMMIT');
  });

  it('keeps the order in which inputs and events were appended, in one transaction', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const [make, other] = [load(journal), load(journal, 'other ')];
    const commits: number[] = [];
    journal.onCommit(({ events }) => commits.push(events));
    const kept = await Promise.all([
      journal.append([entry('a')]),
      make('b', 'c'),
      make(),
      journal.append([entry('d'), entry('e')]),
      other('f'),
      journal.append([entry('g')]),
    ]);
    expect(storedTitles(data)).toEqual(['a', 'b', 'c', 'd', 'e', 'other f', 'g']);
    expect(kept).toEqual([
      [1],
      { sequences: [2, 3], reply: ['b', 'c', null] },
      { sequences: [], reply: [null] },
      [4, 5],
      { sequences: [6], reply: ['f', null] },
      [7],
    ]);
    expect(commits).toEqual([7]);
  });

  it('that throws fails its own input, with what it has thrown, and no other', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const make = load(journal);
    const [before, failed, after] = await Promise.allSettled([
      make('a'),
      make('throw'),
      journal.append([entry('b')]),
    ]);
    expect(failed).toMatchObject({
      status: 'rejected',
      reason: { name: 'TypeError', message: 'expected another title' },
    });
    expect([before.status, after.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(storedTitles(data)).toEqual(['a', 'b']);
  });

  it.each([
    [
      'of a module that is not there',
      new URL('./none.ts', import.meta.url),
      '',
      'Cannot find module',
    ],
    ['that can not be made', module, 'throw', 'no maker'],
  ])('%s fails each of its inputs, and nothing else', async (_, url, prefix, message) => {
    const journal = await openJournal();
    const maker = journal.loadMaker(url, { prefix }, read);
    await expect(maker.append(['a'], 1)).rejects.toThrow(message);
    await expect(maker.append(['a'], 1)).rejects.toThrow(message);
    expect(await journal.append([entry('b')])).toEqual([1]);
  });

  it('stores a hit once, also where it comes twice in one transaction', async () => {
    const data = scratchFolder();
    const make = load(await openJournal({ data }));
    const [first, second] = await Promise.all([make('hit', 'a'), make('hit'), make('b')]);
    expect([first.sequences, second.sequences]).toEqual([[1, expect.any(Number)], [null]]);
    expect(storedTitles(data)).toEqual(['hit', 'a', 'b']);
  });

  it('leaves the place of a click to its own event, wherever inputs stand around it', async () => {
    const journal = await openJournal();
    const make = load(journal);
    const event = sampleEvent({ id: v7(), type: 'click' });
    const click = { event, received: Date.now(), hit: null, clickPlace: 'shop.test/spring' };
    await Promise.all([make('a', 'b'), journal.append([entry('c'), click]), make('d')]);
    const clicks = openClicks(journal.path);
    expect(clicks.placeOf(event.id)).toBe('shop.test/spring');
    clicks.close();
    const row = otherConnection(journal.path).prepare('SELECT sequence FROM clicks').get();
    expect(row?.['sequence']).toBe(4);
  });

  it('counts the characters of what waits to the bound of the queue', async () => {
    const journal = await openJournal({ maxQueuedBytes: 10 });
    const make = load(journal);
    await expect(make('12345678901')).rejects.toMatchObject({ code: 'journal-full' });
    const first = make('123456');
    expect(journal.figures()).toMatchObject({ queuedEvents: 1, queuedBytes: 6 });
    await expect(make('12345')).rejects.toMatchObject({ code: 'journal-full' });
    await first;
    expect((await make('12345')).sequences).toEqual([2]);
  });

  it('has its inputs stored before the journal closes, and none afterwards', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const make = load(journal);
    const kept = make('a');
    await Promise.all([journal.close(), kept]);
    expect(storedTitles(data)).toEqual(['a']);
    await expect(make('b')).rejects.toMatchObject({ code: 'journal-closed' });
  });

  it('tells of each input that the disk did not take', async () => {
    const journal = await openJournal();
    const make = load(journal);
    otherConnection(journal.path).exec('DROP TABLE events');
    await expect(make('a')).rejects.toMatchObject({ code: 'journal-failed' });
  });
});
