import { parseEvent } from '@hitmark/codec/event';
import { eraseLines } from '../../forwarders/file/index.ts';
import type { Erased, Eraser, JournalReader } from '../../journal/index.ts';
import { CommandError } from '../command-error.ts';
import type { EventFilter } from '../events/event-filter.ts';
import { eachPage } from '../events/print-events.ts';
import { count, countOf, type Progress } from './progress.ts';

/** Dependencies of erasing. */
export interface Work {
  readonly reader: JournalReader;
  readonly eraser: Eraser;
  readonly isTheirs: EventFilter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Somebody who goes on browsing is not waited for. */
const maxRounds = 3;

/**
 * Erases events and deliveries from the journal, and what is left of them in its file. What a running
 * collector stores of them meanwhile, because it had received it before, goes too.
 *
 * @throws CommandError where a reader keeps bytes of them in the file; the signal's reason
 */
export async function eraseFromJournal(work: Work): Promise<Erased> {
  const erased = { events: 0, deliveries: 0 };
  let after = 0;
  for (let round = 1; round <= maxRounds; round += 1) {
    const found = await eraseEvents(work, after);
    erased.events += found.events;
    erased.deliveries += found.deliveries;
    after = found.last;
    // The journal is written anew even if nothing was found: an earlier try may have left bytes.
    if (round > 1 && found.events === 0) break;
    work.progress.update('writing the journal anew: nothing is stored meanwhile');
    if (!work.eraser.scrub()) throw blocked(erased, work.reader.path);
  }
  return erased;
}

async function eraseEvents(
  { reader, eraser, isTheirs, progress, signal }: Work,
  after: number,
): Promise<Erased & { readonly last: number }> {
  let erased = { events: 0, deliveries: 0, last: after };
  for await (const { chosen, last } of eachPage(reader, after, isTheirs, signal)) {
    const sequences = chosen.map(({ sequence }) => sequence);
    const found = sequences.length > 0 ? eraser.erase(sequences) : { events: 0, deliveries: 0 };
    const events = erased.events + found.events;
    erased = { events, deliveries: erased.deliveries + found.deliveries, last };
    progress.update(`${countOf(events, 'event')} erased, at ${count(last)}`);
  }
  return erased;
}

function blocked({ events }: Erased, path: string): CommandError {
  return new CommandError(
    'failed',
    `${countOf(events, 'event')} deleted, but their bytes stay on disk while another program reads ${path}: ` +
      'end it (a sqlite3 shell, a backup, a long query), then run the same command again',
  );
}

/**
 * Takes lines out of the event files of folders.
 *
 * @returns how many
 */
export async function eraseFromFiles(
  folders: readonly string[],
  { isTheirs, progress, signal }: Work,
): Promise<number> {
  let erased = 0;
  for (const folder of folders) {
    erased += await eraseLines(
      folder,
      (line) => isTheirs(parseEvent(line)),
      (lines) => {
        progress.update(`${countOf(erased + lines, 'line')} erased in ${folder}`);
        signal.throwIfAborted();
      },
    );
  }
  return erased;
}
