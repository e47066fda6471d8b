import type { Options } from '../../configuration/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import { linesOf } from '../lines.ts';
import type { EventFiles } from './event-files.ts';
import type { FileLock } from './file-lock.ts';
import { dayOf } from './file-names.ts';

/** Dependencies of the forwarder; all it does to the world goes through these. */
export interface FileForwarderDeps {
  readonly journal: FollowedJournal;
  readonly files: EventFiles;
  readonly lock: FileLock;
  readonly options: Pick<Options['files'], 'types' | 'keepDays'>;
  /** Unix ms. */
  readonly now: () => number;
}

/** Writes new events into files. */
export interface FileForwarder {
  /**
   * First on disk, then past the cursor: a crash repeats and never skips.
   *
   * @returns whether there may be more
   * @throws errors of SQLite and the file system; the next round tries again
   */
  round(): boolean;
}

const eventsPerRound = 1_000;
const dayMs = 24 * 60 * 60 * 1_000;

/** Makes the forwarder of event files. */
export function createFileForwarder(deps: FileForwarderDeps): FileForwarder {
  const { journal, files, lock, options, now } = deps;
  /** Number of events that are in the files already, where only the cursor could not be moved. */
  let written = 0;
  let tidied = '';

  function writeNew(): boolean {
    const events = journal.newEvents(eventsPerRound);
    const last = events.at(-1);
    if (last === undefined) return false;
    const unwritten = events.filter(({ sequence }) => sequence > written);
    files.append(linesOf(unwritten, options.types), now());
    written = last.sequence;
    journal.moveCursor(last.sequence);
    return events.length === eventsPerRound;
  }

  function tidy(): void {
    const today = dayOf(now());
    if (options.keepDays === null || today === tidied) return;
    files.deleteBefore(now() - options.keepDays * dayMs);
    tidied = today;
  }

  return {
    // Events are read and written under one lock, which `forget` holds too: so no erased event is written.
    round: () =>
      lock.hold(() => {
        tidy();
        return writeNew();
      }),
  };
}
