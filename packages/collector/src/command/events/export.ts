import { openJournalReader } from '../../journal/index.ts';
import { filterFlags, readFilter } from './event-filter.ts';
import { readFormat } from './event-formats.ts';
import { eachPage, formatEvents, print } from './print-events.ts';
import { count, countOf, createProgress } from '../erasing/progress.ts';
import { readArguments } from '../read-arguments.ts';
import { createInterruptSignal } from '../serving/signals.ts';

/** `hitmark export`: all events, or those that its flags choose. */
export async function exportEvents(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, [...filterFlags, 'format']);
  const format = readFormat(flags, 'json');
  const filter = readFilter(flags);
  const reader = openJournalReader(options.data);
  const progress = createProgress(true);
  const signal = createInterruptSignal('the export is not complete');
  const end = reader.lastSequence();
  let exported = 0;
  try {
    await print(format.head, signal);
    for await (const { chosen, last } of eachPage(reader, 0, filter, signal)) {
      await print(formatEvents(chosen, format), signal);
      exported += chosen.length;
      progress.update(`${countOf(exported, 'event')}, at ${count(last)} of ${count(end)}`);
    }
  } finally {
    progress.end();
    reader.close();
  }
}
