import { openJournalReader } from '../journal/index.ts';
import { printEvents } from './print-events.ts';
import { readArguments } from './read-arguments.ts';

/** `hitmark export`: all events. */
export async function exportEvents(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  const reader = openJournalReader(options.data);
  await printEvents(reader, 0);
  reader.close();
}
