import { parentPort } from 'node:worker_threads';
import type { ForwarderLog } from './forwarder-log.ts';
import type { ForwarderName } from './follow-journal.ts';
import type { ForwarderMessage, ForwarderRequest } from './thread-messages.ts';

/** Work of a forwarder's thread. */
export interface Forwarder {
  /**
   * Hands on new events.
   *
   * @returns true: there may be more at once
   * @throws an error that keeps it from going on; the next round tries again
   */
  round(): boolean | Promise<boolean>;
  /** Starts nothing more, waits up to this time for work under way, and closes. */
  stop(graceMs: number): Promise<void>;
}

/** Interval between two looks at the journal, in ms: SQLite does not notify other connections of a commit. */
const lookIntervalMs = 100;

/**
 * Runs a forwarder in its thread, the other side of `startForwarderThread`: round after round, until a message ends it.
 *
 * @param open opens the forwarder; an error fails the start
 */
export function runForwarder(
  name: ForwarderName,
  open: (log: ForwarderLog) => Forwarder | Promise<Forwarder>,
): void {
  const log: ForwarderLog = (level, fields, message) =>
    tellStarter({ kind: 'log', level, fields, message });
  const stopped = Promise.withResolvers<number>();
  const stop = new AbortController();
  let stalled = false;
  /** True: the starter has asked for a look at the journal at once. */
  let isLookRequested = false;
  let wake = (): void => {};

  parentPort?.on('message', (request: ForwarderRequest) => {
    if (request === 'look') isLookRequested = true;
    else {
      stop.abort();
      stopped.resolve(request);
    }
    wake();
  });
  void run();

  async function run(): Promise<void> {
    const forwarder = await open(log);
    tellStarter({ kind: 'ready' });
    // Work that is still under way after the grace period must not keep the thread.
    void stopped.promise.then((graceMs) => forwarder.stop(graceMs)).then(() => process.exit());
    while (!stop.signal.aborted) {
      isLookRequested = false;
      const more = await round(forwarder);
      // A turn of the event loop even where there is more, so that a message to stop is received.
      await rest(more || isLookRequested ? 0 : lookIntervalMs);
    }
  }

  async function round(forwarder: Forwarder): Promise<boolean> {
    try {
      const more = await forwarder.round();
      if (stalled)
        log('info', { event: 'forwarder-resumed', forwarder: name }, 'a forwarder goes on');
      stalled = false;
      return more;
    } catch (error) {
      // Locked, or a disk is full: nothing is lost, and the next round tries again.
      const fields = { event: 'forwarder-stalled', forwarder: name, err: error };
      if (!stalled) log('error', fields, 'a forwarder can not go on: it is tried again');
      stalled = true;
      isLookRequested = false;
      return false;
    }
  }

  /** Waits between two tries, and no longer once a message asks for the next. */
  async function rest(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    wake = resolve;
    await promise;
    clearTimeout(timer);
  }
}

/** Sends a message to the thread that has started this one. */
export function tellStarter(message: ForwarderMessage): void {
  parentPort?.postMessage(message);
}
