import { setTimeout as wait } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import { startWorker, threadScript } from '../start-worker.ts';
import type { ForwarderName } from './follow-journal.ts';
import type { ReplicaNews } from './kafka/replica-news.ts';
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

/** Options of a forwarder's thread. */
interface ThreadOptions {
  /**
   * Script that the thread runs.
   * @defaultValue that of the forwarder's name
   */
  readonly script?: URL;
  /** Runs for each news of replicas. */
  readonly onNews?: (news: ReplicaNews) => void;
  /** Runs each time that the thread has ended by itself. */
  readonly onEnded?: () => void;
  /**
   * Pause before a thread that has ended is started again, in ms; doubled each time that it ends soon, up to a minute.
   * @defaultValue 1000
   */
  readonly pauseMs?: number;
}

/** Long enough for a destination that is well; others are tried again after the next start. */
const graceMs = 5_000;
/**
 * Time that a thread may take beyond that to close, in ms. One that hangs even then is ended from outside.
 */
const closeMs = 2_000;
const longestPauseMs = 60_000;
/** A thread that has lived so long is well, in ms. */
const wellMs = 60_000;

/** A thread from its start to its end. */
interface Launched {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  /** Resolves at its end, with the error that has ended it. */
  readonly ended: Promise<unknown>;
}

/**
 * Runs a forwarder in a thread of its own, whose log lines go into the collector's log. One that ends by a fault is started
 * again.
 *
 * @param workerData data that the thread's script reads
 * @throws the error with which the first thread fails before it is ready
 */
export async function startForwarderThread(
  name: ForwarderName,
  workerData: unknown,
  log: Log,
  options: ThreadOptions = {},
): Promise<ForwarderThread> {
  const { onNews, onEnded, pauseMs = 1_000 } = options;
  const { script = threadScript(`${name}/${name}-thread`, import.meta.url) } = options;
  const closing = new AbortController();
  let thread = launch();
  const failed = thread.ended.then((error) => {
    throw error;
  });
  await Promise.race([thread.ready, failed]);
  failed.catch(() => {});
  void keepRunning();

  function launch(): Launched {
    const worker = startWorker(script, workerData);
    const ready = Promise.withResolvers<void>();
    worker.on('message', (message: ForwarderMessage) => {
      if (message.kind === 'log') log[message.level](message.fields, message.message);
      else if (message.kind === 'news') onNews?.(message.news);
      else ready.resolve();
    });
    const ended = new Promise<unknown>((resolve) => {
      let fault: unknown = null;
      worker.once('error', (error) => (fault = error));
      worker.once('exit', (code) => resolve(fault ?? new Error(`it has exited with ${code}`)));
    });
    return { worker, ready: ready.promise, ended };
  }

  async function keepRunning(): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      const start = performance.now();
      const err = await thread.ended;
      if (closing.signal.aborted) return;
      if (performance.now() - start > wellMs) failures = 0;
      const againMs = Math.min(pauseMs * 2 ** failures, longestPauseMs);
      const fields = { event: 'forwarder-failed', forwarder: name, againMs, err };
      log.error(fields, `a forwarder has ended by a fault: it is started again in ${againMs} ms`);
      onEnded?.();
      await wait(againMs, null, { ref: false, signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted) return;
      thread = launch();
    }
  }

  const ask = (request: ForwarderRequest): void => thread.worker.postMessage(request);
  return {
    look: () => ask('look'),
    async close() {
      closing.abort();
      ask(graceMs);
      const late = wait(graceMs + closeMs, 'late' as const, { ref: false });
      if ((await Promise.race([thread.ended, late])) !== 'late') return;
      const fields = { event: 'forwarder-stuck', forwarder: name };
      log.error(fields, 'a forwarder does not stop: it is ended, and what is due stays due');
      // `terminate` never ends while the system does not answer the thread.
      await Promise.race([thread.worker.terminate(), wait(closeMs, null, { ref: false })]);
    },
  };
}
