import { parseEvent } from '@hitmark/codec/event';
import { escapeControls } from '@hitmark/codec/text';
import type { Refusal } from '../../forwarders/send-acceptable.ts';
import { openJournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import { filterFlags, readFilter } from './event-filter.ts';
import { eachPage } from './print-events.ts';
import { count, countOf, createProgress } from '../erasing/progress.ts';
import { notice } from '../notice.ts';
import { readArguments } from '../read-arguments.ts';
import { batchesOf } from './replay-batches.ts';
import { openReplayTarget } from './replay-targets.ts';
import { stillThere } from './still-there.ts';
import { createInterruptSignal } from '../serving/signals.ts';

/**
 * `hitmark replay --forwarder … --from … [--to …]`: hands on again what was handed on before, with the
 * same ids, whether or not a collector runs.
 */
export async function replay(args: readonly string[]): Promise<void> {
  const { options, flags } = await readArguments(args, [...filterFlags, 'forwarder']);
  const filter = readFilter(flags);
  if (flags['from'] === undefined) {
    throw new CommandError(
      'usage',
      '--from: expected the time of the first event to hand on again',
    );
  }
  const reader = openJournalReader(options.data);
  const signal = createInterruptSignal('what was handed on so far stays so');
  const target = openReplayTarget(flags['forwarder'], reader.path, options, signal);
  const progress = createProgress(target.printsEvents);
  // Events that come from now on are handed on anyway.
  const end = reader.lastSequence();
  let replayed = 0;
  let refused = 0;
  const done = (): string => `${countOf(replayed, 'event')} ${target.done}`;
  try {
    const pages = eachPage(reader, 0, filter, signal);
    for await (const batch of batchesOf(pages, end, target.batchEvents)) {
      const { last } = batch;
      const events = stillThere(reader, batch.events);
      const refusals = events.length > 0 ? await target.send(events) : [];
      if (refusals.length > 0) progress.end();
      for (const refusal of refusals) notice(describeRefusal(refusal));
      refused += refusals.length;
      replayed += events.length - refusals.length;
      progress.update(`${countOf(replayed, 'event')}, at ${count(last)} of ${count(end)}`);
    }
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const message = `${error.message}; before that ${done()}: run the same command again`;
    throw new CommandError('failed', message, { cause: error });
  } finally {
    progress.end();
    await target.close();
    reader.close();
  }
  process.stderr.write(`${escapeControls(done())}\n`);
  if (refused === 0) return;
  const were = refused === 1 ? 'was' : 'were';
  const message = `${countOf(refused, 'event')} ${were} refused for good: mend the destination, then run the same command again`;
  throw new CommandError('failed', message);
}

/** Names an event that was refused, and nothing of its content. */
function describeRefusal({ event: { event, sequence }, reason }: Refusal): string {
  return `refused for good: sequence ${sequence}, id ${parseEvent(event).id ?? 'none'} (${reason})`;
}
