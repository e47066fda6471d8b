import { describe, expect, it } from 'vitest';
import { boundSiteNames, createDailyCounter } from '../../../src/journal/writer/daily-counter.ts';
import { openJournalReader } from '../../../src/journal/index.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { sampleEvent } from '../../sample-event.ts';
import { openJournal, otherConnection } from '../sample-journal.ts';

const noon = Date.UTC(2026, 10, 22, 12);
const nextDay = Date.UTC(2026, 10, 23, 1);

function entryOf(site: string | null, received = noon, identity: string | null = null) {
  const hit = identity === null ? null : { time: received, identity };
  return { event: sampleEvent({ site }), received, hit };
}

function countsIn(data: string) {
  const reader = openJournalReader(data);
  const counts = reader.dailyCounts('2026-11-01', '2026-11-30');
  reader.close();
  return counts.map(({ day, site, outcome, reason, events }) =>
    [day.slice(8), site, outcome, reason, events].join(' '),
  );
}

describe('daily counts', () => {
  it('are on disk with the events that they count, and outlive a restart', async () => {
    const data = scratchFolder();
    const first = await openJournal({ data });
    await first.append([entryOf('acme'), entryOf('acme'), entryOf(null)]);
    await first.append([entryOf('acme', nextDay)]);
    expect(countsIn(data)).toEqual(['22  stored  1', '22 acme stored  2', '23 acme stored  1']);
    await first.close();
    const second = await openJournal({ data });
    await second.append([entryOf('acme')]);
    expect(countsIn(data)).toContain('22 acme stored  3');
  });

  it('tell a hit that was sent again from a new one', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    await journal.append([entryOf('acme', noon, 'a')]);
    await journal.append([entryOf('acme', noon, 'a'), entryOf('acme', noon, 'b')]);
    expect(countsIn(data)).toEqual(['22 acme duplicate  1', '22 acme stored  2']);
  });

  it('hold what was rejected and refused, by reason, once the journal is closed', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    journal.daily.add({
      time: noon,
      site: 'acme',
      outcome: 'rejected',
      events: 2,
      reason: 'unknown-site',
    });
    journal.daily.add({
      time: noon,
      site: 'acme',
      outcome: 'rejected',
      events: 1,
      reason: 'unknown-site',
    });
    journal.daily.add({
      time: noon,
      site: null,
      outcome: 'refused',
      events: 1,
      reason: 'journal-full',
    });
    await journal.close();
    expect(countsIn(data)).toEqual([
      '22  refused journal-full 1',
      '22 acme rejected unknown-site 3',
    ]);
  });

  it('count nothing of a transaction that fails', async () => {
    const data = scratchFolder();
    const journal = await openJournal({ data });
    await journal.append([entryOf('acme')]);
    const other = otherConnection(journal.path);
    other.exec('ALTER TABLE events RENAME TO elsewhere');
    await expect(journal.append([entryOf('acme')])).rejects.toMatchObject({
      code: 'journal-failed',
    });
    other.exec('ALTER TABLE elsewhere RENAME TO events');
    await journal.append([entryOf('acme')]);
    expect(countsIn(data)).toEqual(['22 acme stored  2']);
  });

  it('of more than 1,000 names of sites a day stand under (other), also after a restart', async () => {
    const data = scratchFolder();
    const first = await openJournal({ data });
    await first.append(Array.from({ length: 999 }, (_, n) => entryOf(`site ${n}`)));
    await first.close();
    const second = await openJournal({ data });
    await second.append([entryOf('b'), entryOf('c'), entryOf('d'), entryOf('site 1')]);
    await second.append([entryOf('d', nextDay)]);
    const counts = countsIn(data);
    expect(counts.filter((line) => line.startsWith('22'))).toHaveLength(1_001);
    expect(counts).toEqual(
      expect.arrayContaining([
        '22 b stored  1',
        '22 (other) stored  2',
        '22 site 1 stored  2',
        '23 d stored  1',
      ]),
    );
  });
});

describe('a daily counter', () => {
  it('keeps days, sites, outcomes and reasons apart, whatever characters they hold', () => {
    const counter = createDailyCounter(boundSiteNames());
    counter.add({ time: noon, site: 'a', outcome: 'rejected', events: 1, reason: 'method' });
    counter.add({ time: noon, site: 'method a', outcome: 'rejected', events: 1 });
    counter.add({ time: noon, site: 'a', outcome: 'stored', events: 1 });
    counter.add({ time: nextDay, site: 'a', outcome: 'stored', events: 1 });
    counter.add({ time: nextDay, site: 'a', outcome: 'stored', events: 2 });
    expect(counter.counts().map(({ events }) => events)).toEqual([1, 1, 1, 3]);
  });
});
