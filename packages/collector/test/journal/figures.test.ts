import { describe, expect, it } from 'vitest';
import type { Commit } from '../../src/journal/index.ts';
import { entry, openJournal, otherConnection } from './sample-journal.ts';

describe('figures', () => {
  it('tell what waits for the disk, and that it waits no more', async () => {
    const journal = await openJournal();
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    const stored = Promise.all([
      journal.append([entry('a')]),
      journal.append([entry('b'), entry('c')]),
    ]);
    expect(journal.figures()).toMatchObject({ queuedEvents: 3 });
    expect(journal.figures().queuedBytes).toBeGreaterThan(3);
    lock.exec('COMMIT');
    await stored;
    expect(journal.figures()).toMatchObject({ queuedEvents: 0, queuedBytes: 0 });
  });

  it('tell the room on the disk', async () => {
    const { freeBytes } = (await openJournal()).figures();
    expect(freeBytes).toBeGreaterThan(0);
    expect(freeBytes).toBeLessThan(Infinity);
  });

  it('add up what retention has deleted', async () => {
    const journal = await openJournal({ retentionDays: 1 });
    await journal.append([entry('old', { received: 0 }), entry('young')]);
    await expect.poll(() => journal.figures().deleted).toBe(1);
    expect(journal.figures().undelivered).toBe(0);
  });
});

describe('onCommit', () => {
  it('is told of each transaction: how many events, how long, whether they are stored', async () => {
    const journal = await openJournal();
    const commits: Commit[] = [];
    journal.onCommit((commit) => commits.push(commit));
    await Promise.all([journal.append([entry('a')]), journal.append([entry('b')])]);
    otherConnection(journal.path).exec('DROP TABLE events');
    await expect(journal.append([entry('c')])).rejects.toMatchObject({ code: 'journal-failed' });
    expect(commits).toMatchObject([
      { events: 2, stored: true },
      { events: 1, stored: false },
    ]);
    expect(commits.every(({ ms }) => ms > 0)).toBe(true);
  });
});

describe('survey', () => {
  it('of a new journal finds nothing that lags or waits', async () => {
    const survey = await (await openJournal()).survey();
    expect(survey).toMatchObject({
      forwarders: [],
      deliveries: { waiting: 0, dead: 0, since: null },
    });
    expect(survey.bytes).toBeGreaterThan(0);
  });

  it('tells how far each forwarder is behind, and since when', async () => {
    const journal = await openJournal();
    await journal.append([1_000, 2_000, 3_000].map((received) => entry('a', { received })));
    const other = otherConnection(journal.path);
    other.exec(`INSERT INTO cursors VALUES ('file', 1), ('webhook', 3)`);
    expect((await journal.survey()).forwarders).toEqual([
      { name: 'file', behind: 2, since: 2_000 },
      { name: 'webhook', behind: 0, since: null },
    ]);
  });

  it('does not call a forwarder behind where retention took all events', async () => {
    const journal = await openJournal();
    await journal.append([entry('a')]);
    otherConnection(journal.path).exec(
      `INSERT INTO cursors VALUES ('webhook', 1); DELETE FROM events`,
    );
    expect((await journal.survey()).forwarders).toEqual([
      { name: 'webhook', behind: 0, since: null },
    ]);
  });

  it('counts deliveries that wait, and dead letters apart', async () => {
    const journal = await openJournal();
    await journal.append([1_000, 2_000, 3_000].map((received) => entry('a', { received })));
    const insert = otherConnection(journal.path).prepare(
      `INSERT INTO deliveries (sequence, receiver, url, state, due) VALUES (?, 'x', 'x', ?, 0)`,
    );
    insert.run(1, 'dead');
    insert.run(2, 'waiting');
    insert.run(3, 'waiting');
    expect((await journal.survey()).deliveries).toEqual({ waiting: 2, dead: 1, since: 2_000 });
  });
});
