import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { openJournalReader, type StoredEvent } from '../../journal/index.ts';
import { sendAcceptable, type Refusal } from '../send-acceptable.ts';
import { loadClickhouse } from './load-clickhouse.ts';
import { openTarget, type ClickhouseForwarderOptions } from './open-target.ts';

/**
 * Opens what inserts events into ClickHouse once more. They replace those that are there, and nobody who was
 * forgotten comes back. It resolves to the events that ClickHouse refuses for good.
 *
 * @param path of the journal's file
 */
export function openClickhouseReplay(
  path: string,
  options: ClickhouseForwarderOptions,
): { readonly send: (events: readonly StoredEvent[]) => Promise<readonly Refusal[]> } {
  const reader = openJournalReader(dirname(path));
  const journal = reader.id();
  reader.close();
  let opened: ReturnType<typeof open> | null = null;

  async function open() {
    const target = await openTarget(options, journal);
    await target.prepare();
    return target;
  }
  return {
    async send(events) {
      const target = await (opened ??= open());
      // A name that no other batch has: where a table was emptied, ClickHouse still knows those of before.
      const insert = (batch: readonly StoredEvent[]): Promise<void> =>
        target.insert(batch, `${journal} replay ${randomUUID()}`);
      return sendAcceptable(events, insert, (await loadClickhouse()).refusalOfRows);
    },
  };
}
