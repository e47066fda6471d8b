import { describe, expect, it } from 'vitest';
import { type Journal } from '../../src/ingest/journal.ts';
import { openJournalReader } from '../../src/journal/index.ts';
import { scratchFolder } from '../scratch-folder.ts';
import { entry, openJournal, otherConnection } from './sample-journal.ts';

describe('a journal under load', () => {
  it('is read page by page to the last event meanwhile, none missed and none twice', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    const reader = openJournalReader(data);
    const read: number[] = [];
    const readOn = (): number => {
      const page = reader.page(read.at(-1) ?? 0, 100);
      read.push(...page.map(({ sequence }) => sequence));
      return page.length;
    };
    const appended: (number | null)[] = [];
    for (let round = 0; round < 40; round += 1) {
      const batch = Array.from({ length: 50 }, () => journal.append([entry('x'.repeat(500))]));
      readOn();
      appended.push(...(await Promise.all(batch)).flat());
    }
    while (readOn() > 0);
    reader.close();
    expect(read).toEqual(appended);
    expect(read).toHaveLength(2_000);
  });

  it('is read in commit order by a cursor, none missed and none twice, whatever the clocks of its writers say', async () => {
    const data = scratchFolder();
    const writers = await Promise.all([openJournal({ data }), openJournal({ data })]);
    const reader = openJournalReader(data);
    const read: { sequence: number; title: unknown }[] = [];
    const readOn = (): number => {
      const page = reader.page(read.at(-1)?.sequence ?? 0, 100);
      for (const { sequence, event } of page) {
        read.push({ sequence, title: (JSON.parse(event) as { title: unknown }).title });
      }
      return page.length;
    };
    const appended: { sequence: number | null | undefined; title: unknown }[] = [];
    const appendOne = async (journal: Journal, title: string, received: number): Promise<void> => {
      const [sequence] = await journal.append([entry(title, { received })]);
      appended.push({ sequence, title });
    };
    for (let round = 0; round < 20; round += 1) {
      // Each has a clock of its own, and both step back.
      const batch = writers.flatMap((journal, writer) =>
        Array.from({ length: 25 }, (_, index) =>
          appendOne(journal, `${writer} ${round} ${index}`, 1e12 - round * 60_000 + writer * 7e9),
        ),
      );
      readOn();
      await Promise.all(batch);
    }
    while (readOn() > 0);
    reader.close();
    expect(read).toHaveLength(1_000);
    expect(read).toEqual(appended.toSorted((a, b) => Number(a.sequence) - Number(b.sequence)));
  });

  it('keeps its file sound', async () => {
    const journal = await openJournal();
    const appends = Array.from({ length: 1_000 }, (_, index) =>
      journal.append([entry(`${index}`, { hit: { time: index % 300, identity: 'r' } })]),
    );
    await Promise.all(appends);
    const file = otherConnection(journal.path);
    expect(file.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    expect(file.prepare('SELECT count(*) AS events FROM events').get()).toEqual({ events: 300 });
  });
});
