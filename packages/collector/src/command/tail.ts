import { setTimeout as wait } from 'node:timers/promises';
import { openJournalReader } from '../journal/index.ts';
import { CommandError } from './command-error.ts';
import { printEvents } from './print-events.ts';
import { readArguments } from './read-arguments.ts';

/** How often the journal is looked at, in ms: SQLite tells no other process of a commit. */
const pollMs = 200;

/** `hitmark tail`: the latest events, then each new one, until it is interrupted. */
export async function tail(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, ['lines']);
  const lines = readLines(flags['lines'] ?? '10');
  const reader = openJournalReader(options.data);
  for (let last = reader.lastSequence() - lines; ;) {
    last = await printEvents(reader, last);
    await wait(pollMs);
  }
}

function readLines(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CommandError('usage', `--lines: expected a whole number, got ${JSON.stringify(value)}`);
}
