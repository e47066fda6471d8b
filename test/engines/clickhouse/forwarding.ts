import { parseEvent, type Event } from '@hitmark/codec/event';
import { onTestFinished } from 'vitest';
import { createClickhouseForwarder } from '../../../packages/collector/src/forwarders/clickhouse/clickhouse-forwarder.ts';
import { openBatchLog } from '../../../packages/collector/src/forwarders/clickhouse/batch-log.ts';
import { pauseBetweenRounds } from '../../../packages/collector/src/forwarders/clickhouse/pause-between-rounds.ts';
import {
  followJournal,
  openForwarderDatabase,
} from '../../../packages/collector/src/forwarders/follow-journal.ts';
import { openRefusedEvents } from '../../../packages/collector/src/forwarders/refused-events.ts';
import { refusalOfRows } from '../../../packages/report/src/clickhouse/refusal-of-rows.ts';
import { createJournal } from '../../../packages/collector/src/ingest/journal.ts';
import { openEraser, openJournalReader } from '../../../packages/collector/src/journal/index.ts';
import { scratchFolder } from '../../../packages/collector/test/scratch-folder.ts';
import type { SourceEvent } from '../../../packages/report/src/store/index.ts';
import type { ClickhouseTarget } from '../../../packages/report/src/clickhouse/clickhouse-target.ts';

/** A real journal, followed from its first event on, with a clock that the test sets. */
export async function openForwarding(
  target: (journalId: string) => ClickhouseTarget,
  data = scratchFolder(),
) {
  const journal = await createJournal({ data, minFreeBytes: 0 });
  const reader = openJournalReader(data);
  const clock = { nowMs: 1_700_000_000_000 };
  onTestFinished(async () => {
    reader.close();
    await journal.close();
  });
  // The first start sets the cursor: from here on, events are forwarded.
  start(1).close();

  /** Starts a forwarder, as the collector does. */
  function start(batchEvents: number) {
    const database = openForwarderDatabase(journal.path);
    const followed = followJournal(database, 'clickhouse');
    const forwarder = createClickhouseForwarder({
      journal: followed,
      batches: openBatchLog(database, 'clickhouse', followed),
      target: target(reader.id()),
      refused: openRefusedEvents(database, 'clickhouse', 'clickhouse:test'),
      refusalOf: refusalOfRows,
      log() {},
      journalId: reader.id(),
      batchEvents,
      now: () => clock.nowMs,
      close() {},
    });
    return { ...pauseBetweenRounds(forwarder, () => clock.nowMs), close: () => database.close() };
  }

  return {
    journal,
    clock,
    start,
    /** Number of events that the forwarder has not sent yet. */
    behind: () => reader.survey().forwarders.find(({ name }) => name === 'clickhouse')?.behind,
    async append(events: readonly Pick<SourceEvent, 'event'>[]): Promise<void> {
      const entries = events.map(({ event }) => ({
        // The journal serializes events itself.
        event: parseEvent(event) as Event,
        received: clock.nowMs,
        hit: null,
        webhook: null,
      }));
      await journal.append(entries);
    },
    stored: (): readonly SourceEvent[] => reader.page(0, 1_000_000),
    /** Deletes events from the journal, as `hitmark forget` does. */
    erase(sequences: readonly number[]): void {
      const eraser = openEraser(journal.path, 10_000);
      eraser.erase(sequences);
      eraser.close();
    },
    /** Forwards everything that is left. It never ends if the server does not take it. */
    async drain(batchEvents: number): Promise<void> {
      const forwarder = start(batchEvents);
      while (
        reader.survey().forwarders.some(({ name, behind }) => name === 'clickhouse' && behind > 0)
      ) {
        await forwarder.round();
        clock.nowMs += 60_000;
      }
      forwarder.close();
    },
  };
}
