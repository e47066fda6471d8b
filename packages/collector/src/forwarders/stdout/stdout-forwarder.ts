import { setTimeout as wait } from 'node:timers/promises';
import type { Options } from '../../configuration/index.ts';
import type { FollowedJournal } from '../follow-journal.ts';
import type { Forwarder } from '../run-forwarder.ts';
import { linesOf } from '../lines.ts';

/** Dependencies of the forwarder; all it does to the world goes through these. */
export interface StdoutForwarderDeps {
  readonly journal: FollowedJournal;
  /** Resolves when the system has taken the text. */
  readonly write: (text: string) => Promise<void>;
  readonly options: Pick<Options['stdout'], 'types'>;
  readonly close: () => void;
}

/** Events of a round: at most so many are written again after a crash, or held in memory while a reader is slow. */
const eventsPerRound = 100;

/** Makes the forwarder that prints new events: first written, then past the cursor. */
export function createStdoutForwarder(deps: StdoutForwarderDeps): Forwarder {
  const { journal, write, options } = deps;
  let writing: Promise<unknown> = Promise.resolve();

  async function print(): Promise<boolean> {
    const events = journal.newEvents(eventsPerRound);
    const last = events.at(-1);
    if (last === undefined) return false;
    const lines = linesOf(events, options.types);
    // A reader that is slow is waited for here: what it has not taken stays in the journal.
    if (lines.length > 0) await write(lines.join(''));
    journal.moveCursor(last.sequence);
    return events.length === eventsPerRound;
  }

  return {
    round() {
      const round = print();
      writing = round.catch(() => {});
      return round;
    },
    async stop(graceMs) {
      await Promise.race([writing, wait(graceMs, null, { ref: false })]);
      deps.close();
    },
  };
}
