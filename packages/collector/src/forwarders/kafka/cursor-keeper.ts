import type { FollowedJournal } from '../follow-journal.ts';
import type { ForwarderLog } from '../forwarder-log.ts';

/** Writes the cursor of Kafka's forwarder, which runs ahead of it. */
export interface CursorKeeper {
  /** Writes the cursor. With a full disk events are handed on all the same: after a restart they are sent again. */
  keep(sequence: number): void;
  /** Does so if the interval since the last time is over. */
  keepWhenDue(sequence: number): void;
}

/**
 * Interval at which the cursor is written, in ms: each time needs the lock that hits need too. After a crash, the
 * events of at most one interval are sent again, under the same ids.
 */
const cursorIntervalMs = 100;

/**
 * Creates the writer of the cursor.
 *
 * @param now time of a clock that only goes forward, ms
 */
export function createCursorKeeper(
  journal: Pick<FollowedJournal, 'cursor' | 'moveCursor'>,
  log: ForwarderLog,
  now: () => number,
): CursorKeeper {
  let kept = journal.cursor();
  let triedAt = now();
  let hasFailed = false;

  function keep(sequence: number): void {
    triedAt = now();
    if (kept === sequence) return;
    try {
      journal.moveCursor(sequence);
      kept = sequence;
      hasFailed = false;
    } catch (err) {
      const fields = { event: 'cursor-not-kept', forwarder: 'kafka', err };
      if (!hasFailed) log('warn', fields, 'the cursor of Kafka can not be written: tried again');
      hasFailed = true;
    }
  }

  return {
    keep,
    keepWhenDue(sequence) {
      if (now() - triedAt >= cursorIntervalMs) keep(sequence);
    },
  };
}
