import { describe, expect, it, onTestFinished } from 'vitest';
import { openDeadLetters } from '../../../src/forwarders/index.ts';
import { followJournal, openForwarderDatabase } from '../../../src/forwarders/follow-journal.ts';
import { createCursorKeeper } from '../../../src/forwarders/kafka/cursor-keeper.ts';
import { createKafkaForwarder } from '../../../src/forwarders/kafka/kafka-forwarder.ts';
import { toKafkaMessages } from '../../../src/forwarders/kafka/kafka-messages.ts';
import type { ReplicaNews } from '../../../src/forwarders/kafka/replica-news.ts';
import { openRefusedEvents } from '../../../src/forwarders/refused-events.ts';
import { openDeliveries } from '../../../src/forwarders/webhook/deliveries.ts';
import { entry, openJournal } from '../../journal/sample-journal.ts';

/** A forwarder on a real journal; Kafka is a list that refuses batches with certain titles, as a whole. */
async function open() {
  const journal = await openJournal();
  const database = openForwarderDatabase(journal.path);
  const deadLetters = openDeadLetters(journal.path);
  onTestFinished(() => {
    deadLetters.close();
    database.close();
  });
  const kept: string[] = [];
  const news: ReplicaNews[] = [];
  const state = { refused: new Set<string>(), isDown: false, tries: 0 };
  const followed = followJournal(database, 'kafka', 'start');
  const start = () =>
    createKafkaForwarder({
      journal: followed,
      cursor: createCursorKeeper(
        followed,
        () => {},
        () => performance.now(),
      ),
      producer: {
        async send(messages) {
          state.tries += 1;
          if (state.isDown) throw new Error('down');
          const titles = messages.map(
            ({ value }) => (JSON.parse(value) as { readonly title: string }).title,
          );
          if (titles.some((title) => state.refused.has(title))) throw new Error('too large');
          kept.push(...titles);
        },
        async close() {},
      },
      toMessages: (events) =>
        toKafkaMessages(events, 'j', { topic: 'events', key: 'visitor', types: ['pageview'] }),
      check: async () => {},
      refused: openRefusedEvents(database, 'kafka', 'kafka:events'),
      refusalOf: (error) =>
        error instanceof Error && error.message === 'too large' ? 'message-too-large' : null,
      onNews: (each) => news.push(each),
      log() {},
      now: () => 1_763_802_600_000,
      close() {},
    });
  const forwarder = start();
  const store = (...titles: readonly string[]): Promise<unknown> =>
    journal.append(titles.map((title) => entry(title)));
  async function drain(): Promise<void> {
    while (await forwarder.round());
  }
  return { store, drain, forwarder, start, kept, news, state, deadLetters, database };
}

const titles = Array.from({ length: 50 }, (_, index) => `page ${index}`);

describe('an event that Kafka refuses for good', () => {
  it('becomes a dead letter, and all others are handed on, in their order', async () => {
    const { store, drain, kept, news, state, deadLetters } = await open();
    state.refused = new Set(['page 17', 'page 31']);
    await store(...titles);
    await drain();
    expect(kept).toEqual(titles.filter((title) => !state.refused.has(title)));
    expect(state.tries).toBeLessThan(60);
    const { letters } = deadLetters.page(0, 10);
    expect(letters).toMatchObject([
      { url: 'kafka:events', reason: 'message-too-large', attempts: 1 },
      { url: 'kafka:events', reason: 'message-too-large', attempts: 1 },
    ]);
    // Told before its sequence is reached.
    const told = news.flatMap((each) => (each.kind === 'refused' ? each.sequences : []));
    expect(told).toEqual([18, 32]);
    const at = news.findIndex((each) => each.kind === 'refused' && each.sequences[0] === 18);
    const reached = news.slice(0, at).map((each) => (each.kind === 'reached' ? each.sequence : 0));
    expect(Math.max(...reached)).toBe(17);
    expect(news.at(-1)).toEqual({ kind: 'reached', sequence: 50 });
  });

  it('is sent again when somebody wants it, and told to be there', async () => {
    const { store, drain, start, kept, news, state, deadLetters, database } = await open();
    state.refused = new Set(['large']);
    await store('large', 'small');
    await drain();
    expect(kept).toEqual(['small']);
    deadLetters.retry(null, 0);
    // Webhooks leave it alone.
    expect(openDeliveries(database).receivers()).toEqual([]);
    await drain();
    expect(deadLetters.page(0, 10).letters).toMatchObject([{ attempts: 1 }]);
    // A collector that is started now knows of it.
    start();
    expect(news.slice(-2)).toEqual([
      { kind: 'refused', sequences: [1], floor: 0 },
      { kind: 'reached', sequence: expect.any(Number) as number },
    ]);
    state.refused.clear();
    deadLetters.retry(null, 0);
    await drain();
    expect(kept).toEqual(['small', 'large']);
    expect(news.at(-1)).toEqual({ kind: 'accepted', sequences: [1] });
    expect(deadLetters.page(0, 10).letters).toEqual([]);
  });

  it('is none while Kafka is only down', async () => {
    const { store, forwarder, kept, state, deadLetters } = await open();
    state.isDown = true;
    await store('one', 'two');
    for (let tries = 0; tries < 30; tries += 1) {
      await expect(forwarder.round()).rejects.toThrow('down');
    }
    expect(deadLetters.page(0, 10).letters).toEqual([]);
    state.isDown = false;
    await forwarder.round();
    expect(kept).toEqual(['one', 'two']);
  });
});
