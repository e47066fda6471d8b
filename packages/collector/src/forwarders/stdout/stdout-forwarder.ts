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

/** Events of a round: the most that are written again after a crash, or held in memory for a slow reader. */
const eventsPerRound = 100;

/** Creates the forwarder that prints new events. The cursor moves after they are written. */
export function createStdoutForwarder(deps: StdoutForwarderDeps): Forwarder {
  const { journal, write, options } = deps;
  let writing: Promise<unknown> = Promise.resolve();

  async function print(): Promise<boolean> {
    const events = journal.newEvents(eventsPerRound);
    const last = events.at(-1);
    if (last === undefined) return false;
    const lines = linesOf(events, options.types);
    // Waits for a slow reader; later events stay in the journal.
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
