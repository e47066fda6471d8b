import { setTimeout as wait } from 'node:timers/promises';
import { parseEvent } from '@hitmark/codec/event';
import { openJournalReader, type JournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { filterFlags, readFilter, type EventFilter } from './event-filter.ts';
import { readFormat } from './event-formats.ts';
import { eachPage, formatEvents, print } from './print-events.ts';
import { readArguments } from '../read-arguments.ts';
import { Interrupted, createInterruptSignal } from '../serving/signals.ts';

/** Interval at which the journal is looked at, in ms: SQLite tells no other process of a commit. */
const pollMs = 200;

/** `hitmark tail`: the latest events, then each new one, until it is interrupted. */
export async function tail(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, [...filterFlags, 'format', 'lines']);
  const lines = readLines(flags['lines'] ?? '10');
  const format = readFormat(flags, process.stdout.isTTY ? 'text' : 'json');
  const filter = readFilter(flags);
  const reader = openJournalReader(options.data);
  const signal = createInterruptSignal('tail has ended');
  try {
    await print(format.head, signal);
    for (let after = startOf(reader, filter, lines); ;) {
      for await (const { chosen, last } of eachPage(reader, after, filter, signal)) {
        await print(formatEvents(chosen, format), signal);
        after = last;
      }
      await wait(pollMs, null, { signal }).catch(() => signal.throwIfAborted());
    }
  } catch (error) {
    // That is how it ends.
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    reader.close();
  }
}

/** Number of events, counted from the end, among which a filter chooses. */
const maxLookBack = 100_000;
const lookBackAtOnce = 1_000;

/** The sequence after which the latest `lines` events lie that a filter chooses. */
function startOf(reader: JournalReader, filter: EventFilter | null, lines: number): number {
  const end = reader.lastSequence();
  if (filter === null || lines === 0) return end - lines;
  let missing = lines;
  let from = end;
  while (from > Math.max(0, end - maxLookBack)) {
    const after = from - lookBackAtOnce;
    const chosen = reader
      .page(after, lookBackAtOnce)
      .filter(({ sequence, event }) => sequence <= from && filter(parseEvent(event)));
    const first = chosen.at(-missing);
    if (first !== undefined) return first.sequence - 1;
    missing -= chosen.length;
    from = after;
  }
  return from;
}

function readLines(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new CommandError('usage', `--lines: expected a whole number, got ${JSON.stringify(value)}`);
}
