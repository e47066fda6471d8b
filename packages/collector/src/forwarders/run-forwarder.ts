import { setTimeout as wait } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import type { ForwarderLog } from './forwarder-log.ts';
import type { ForwarderName } from './follow-journal.ts';
import type { ForwarderMessage } from './thread-messages.ts';

/** Work of a forwarder's thread. */
export interface Forwarder {
  /**
   * Hands on what is new.
   *
   * @returns whether there may be more at once
   * @throws what keeps it from going on; the next round does what this one could not
   */
  round(): boolean | Promise<boolean>;
  /** Starts nothing more, gives what is under way so long, and closes. */
  stop(graceMs: number): Promise<void>;
}

/** Interval of looking at the journal, in ms: SQLite tells no other connection of a commit. */
const lookIntervalMs = 100;

/** The thread's side of `startForwarderThread`: rounds until it is told to stop. */
export function runForwarder(name: ForwarderName, open: (log: ForwarderLog) => Forwarder): void {
  const log: ForwarderLog = (level, fields, message) =>
    tell({ kind: 'log', level, fields, message });
  const forwarder = open(log);
  const stop = new AbortController();
  let stalled = false;

  parentPort?.once('message', (graceMs: number) => {
    stop.abort();
    // What is still under way then must not keep the thread.
    void forwarder.stop(graceMs).then(() => process.exit());
  });
  tell({ kind: 'ready' });
  void look();

  async function look(): Promise<void> {
    while (!stop.signal.aborted) {
      const more = await round();
      // A turn of the event loop even where there is more, so that a word to stop is heard.
      await wait(more ? 0 : lookIntervalMs, null, { signal: stop.signal }).catch(() => {});
    }
  }

  async function round(): Promise<boolean> {
    try {
      const more = await forwarder.round();
      stalled = false;
      return more;
    } catch (error) {
      // Locked, or a disk is full: nothing is lost, and the next round tries again.
      const fields = { event: 'forwarder-stalled', forwarder: name, err: error };
      if (!stalled) log('error', fields, 'a forwarder can not go on: it is tried again');
      stalled = true;
      return false;
    }
  }
}

function tell(message: ForwarderMessage): void {
  parentPort?.postMessage(message);
}
