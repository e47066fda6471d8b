import { describe, expect, it, onTestFinished } from 'vitest';
import { createClickhouseForwarder } from '../../../src/forwarders/clickhouse/clickhouse-forwarder.ts';
import { openBatchLog } from '../../../src/forwarders/clickhouse/batch-log.ts';
import { followJournal, openForwarderDatabase } from '../../../src/forwarders/follow-journal.ts';
import { openDeadLetters } from '../../../src/forwarders/index.ts';
import { openRefusedEvents } from '../../../src/forwarders/refused-events.ts';
import { openEraser } from '../../../src/journal/index.ts';
import { createJournal } from '../../../src/ingest/journal.ts';
import { sampleEvent } from '../../sample-event.ts';
import { scratchFolder } from '../../scratch-folder.ts';

/** A forwarder on a real journal; ClickHouse is a list of what it was sent, which fails when told to. */
async function open() {
  const journal = await createJournal({ data: scratchFolder(), minFreeBytes: 0 });
  const database = openForwarderDatabase(journal.path);
  onTestFinished(async () => {
    database.close();
    await journal.close();
  });
  const followed = followJournal(database, 'clickhouse');
  const sent: { readonly token: string; readonly sequences: readonly number[] }[] = [];
  const state = { fails: false, refused: new Set<number>() };
  const start = (batchEvents: number) =>
    createClickhouseForwarder({
      journal: followed,
      batches: openBatchLog(database, 'clickhouse', followed),
      target: {
        async prepare() {},
        partitionsOf: () => ['202611'],
        async insert(events, token) {
          sent.push({ token, sequences: events.map(({ sequence }) => sequence) });
          if (state.fails) throw new Error('down');
          if (events.some(({ sequence }) => state.refused.has(sequence)))
            throw new Error('refused');
        },
      },
      refused: openRefusedEvents(database, 'clickhouse', 'clickhouse:hitmark.events'),
      refusalOf: (error) =>
        error instanceof Error && error.message === 'refused' ? 'error-469' : null,
      log() {},
      journalId: 'j',
      batchEvents,
      now: () => 1_700_000_000_000,
      close() {},
    });
  const store = (count: number, title = 'Shoes'): Promise<unknown> =>
    journal.append(
      Array.from({ length: count }, () => ({
        event: sampleEvent({ title }),
        received: 0,
        hit: null,
        webhook: null,
      })),
    );
  return { start, store, sent, state, path: journal.path };
}

describe('the forwarder of ClickHouse', () => {
  it('tries the same batch under the same name, also after new events and a restart with another size', async () => {
    const { start, store, sent, state } = await open();
    await store(3);
    state.fails = true;
    await expect(start(10).round()).rejects.toThrow('down');
    await store(5);
    state.fails = false;
    await start(2).round();
    const token = expect.stringMatching(/^j 1 3 [\da-f]{16}$/) as string;
    expect(sent).toEqual([
      { token, sequences: [1, 2, 3] },
      { token: sent[0]?.token, sequences: [1, 2, 3] },
    ]);
  });

  it('tries it under that name also when one of its events was erased since', async () => {
    const { start, store, sent, state, path } = await open();
    await store(3);
    state.fails = true;
    await expect(start(10).round()).rejects.toThrow('down');
    const eraser = openEraser(path, 1_000);
    eraser.erase([2]);
    eraser.close();
    state.fails = false;
    await start(10).round();
    expect(sent.map(({ sequences }) => sequences)).toEqual([
      [1, 2, 3],
      [1, 3],
    ]);
    expect(sent[1]?.token).toBe(sent[0]?.token);
  });

  it('ends a batch before it is large, and goes on at once', async () => {
    const { start, store, sent } = await open();
    // In parts: the journal takes no more at a time.
    for (let times = 0; times < 7; times += 1) await store(100, 'x'.repeat(60_000));
    const forwarder = start(100_000);
    let rounds = 1;
    while (await forwarder.round()) rounds += 1;
    expect(rounds).toBeGreaterThan(1);
    expect(Math.max(...sent.map(({ sequences }) => sequences.length))).toBeLessThan(500);
    expect(sent.flatMap(({ sequences }) => sequences)).toHaveLength(700);
  });

  it('goes on after it, with no event twice and none left out', async () => {
    const { start, store, sent } = await open();
    await store(5);
    const forwarder = start(2);
    expect([await forwarder.round(), await forwarder.round(), await forwarder.round()]).toEqual([
      true,
      true,
      false,
    ]);
    await forwarder.round();
    expect(sent.map(({ sequences }) => sequences)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('leaves out an event that is refused for good, a dead letter then, and hands on all others', async () => {
    const { start, store, sent, state, path } = await open();
    await store(20);
    state.refused = new Set([7, 20]);
    const forwarder = start(10);
    const kept = (): number[] =>
      sent
        .map(({ sequences }) => sequences)
        .filter((sequences) => !sequences.some((sequence) => state.refused.has(sequence)))
        .flat();
    while (await forwarder.round());
    const all = Array.from({ length: 20 }, (_none, index) => index + 1);
    expect(kept()).toEqual(all.filter((sequence) => !state.refused.has(sequence)));
    const deadLetters = openDeadLetters(path);
    onTestFinished(() => deadLetters.close());
    expect(deadLetters.page(0, 10).letters).toMatchObject([
      { url: 'clickhouse:hitmark.events', reason: 'error-469' },
      { url: 'clickhouse:hitmark.events', reason: 'error-469' },
    ]);
    state.refused.clear();
    sent.length = 0;
    deadLetters.retry(null, 0);
    while (await forwarder.round());
    expect(kept()).toEqual([7, 20]);
    expect(deadLetters.page(0, 10).letters).toEqual([]);
  });
});
