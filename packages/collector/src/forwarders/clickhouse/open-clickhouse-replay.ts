import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { openJournalReader, type StoredEvent } from '../../journal/index.ts';
import { openTarget, type ClickhouseForwarderOptions } from './open-target.ts';

/**
 * Opens what inserts events into ClickHouse once more. They replace those that are there, and nobody who was
 * forgotten comes back.
 *
 * @param path of the journal's file
 */
export function openClickhouseReplay(
  path: string,
  options: ClickhouseForwarderOptions,
): { readonly send: (events: readonly StoredEvent[]) => Promise<void> } {
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
      await target.insert(events, `${journal} replay ${randomUUID()}`);
    },
  };
}
