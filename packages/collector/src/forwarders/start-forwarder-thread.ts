import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { startWorker, threadScript } from '../start-worker.ts';
import type { ForwarderName } from './follow-journal.ts';
import type { ForwarderMessage, ForwarderRequest } from './thread-messages.ts';

/** A forwarder at work. */
export interface RunningForwarder {
  /** Starts nothing more, and waits up to 5 seconds for work under way. Events that were not handed on stay due. */
  close(): Promise<void>;
}

/** A forwarder's thread. */
export interface ForwarderThread extends RunningForwarder {
  /** Lets it look at the journal at once. */
  look(): void;
}

/** Long enough for a destination that is well; others are tried again after the next start. */
const graceMs = 5_000;
/**
 * Time that a thread may take beyond that to close, in ms. One that hangs even then is ended from outside.
 */
const closeMs = 2_000;

/**
 * Runs a forwarder in a thread of its own, whose log lines go into the collector's log.
 *
 * @param workerData data that the thread's script reads
 * @param onReached called each time that everything up to a sequence has been handed on
 * @throws the error with which the thread fails before it is ready
 */
export async function startForwarderThread(
  name: ForwarderName,
  workerData: unknown,
  log: Log,
  script = threadScript(`${name}/${name}-thread`, import.meta.url),
  onReached?: (sequence: number) => void,
): Promise<ForwarderThread> {
  const worker = startWorker(script, workerData);
  const exit = new Promise((resolve) => worker.once('exit', resolve));
  const ready = Promise.withResolvers<void>();
  let isReady = false;

  worker.on('message', (message: ForwarderMessage) => {
    if (message.kind === 'log') log[message.level](message.fields, message.message);
    else if (message.kind === 'reached') onReached?.(message.sequence);
    else {
      isReady = true;
      ready.resolve();
    }
  });
  worker.on('error', (error) => {
    if (!isReady) return ready.reject(error);
    const fields = { event: 'forwarder-failed', forwarder: name, err: error };
    log.error(fields, 'a forwarder has ended: what is due is handed on after the next start');
  });
  await ready.promise;

  const ask = (request: ForwarderRequest): void => worker.postMessage(request);
  return {
    look: () => ask('look'),
    async close() {
      ask(graceMs);
      const late = wait(graceMs + closeMs, 'late' as const, { ref: false });
      if ((await Promise.race([exit, late])) !== 'late') return;
      const fields = { event: 'forwarder-stuck', forwarder: name };
      log.error(fields, 'a forwarder does not stop: it is ended, and what is due stays due');
      // Not even that helps where the system does not answer the thread.
      await Promise.race([worker.terminate(), wait(closeMs, null, { ref: false })]);
    },
  };
}
