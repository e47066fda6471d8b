import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { JournalError } from './journal-error.ts';
import type {
  HousekeeperAnswer,
  HousekeeperRequest,
  JournalFile,
  WriterAnswer,
  WriterRequest,
} from './thread-messages.ts';

/** The writer, seen from the event loop. */
export interface WriterThread {
  /**
   * Sends one request and waits for its answer: the sequences of the committed rows.
   *
   * @throws JournalError `journal-failed`, `journal-closed`, and at the start `journal-newer`
   */
  ask(request: WriterRequest): Promise<readonly (number | null)[]>;
}

/** The housekeeper, seen from the event loop. */
export interface HousekeeperThread {
  /** Does one round; answers the bytes free on the journal's disk. */
  round(now: number): Promise<HousekeeperAnswer>;
  stop(): Promise<void>;
}

/** @throws JournalError where the file can't be opened, with the reason */
export async function startWriter(file: JournalFile): Promise<WriterThread> {
  const worker = startThread('writer-thread', file);
  const waiting: { resolve: (answer: WriterAnswer) => void }[] = [];
  let stopped: WriterAnswer | null = null;

  function stop(message: string): void {
    stopped ??= { kind: 'failed', code: 'journal-closed', message };
    for (const { resolve } of waiting.splice(0)) resolve(stopped);
  }
  worker.on('message', (answer: WriterAnswer) => waiting.shift()?.resolve(answer));
  worker.on('error', (error) => stop(`the journal's writer has failed: ${String(error)}`));
  worker.on('exit', () => stop('the journal is closed'));

  async function next(): Promise<readonly (number | null)[]> {
    const answer =
      stopped ?? (await new Promise<WriterAnswer>((resolve) => waiting.push({ resolve })));
    if (answer.kind === 'done') return answer.sequences;
    throw new JournalError(answer.code, answer.message);
  }
  await next(); // The first answer tells whether the file could be opened.

  return {
    ask(request) {
      if (stopped === null) worker.postMessage(request);
      return next();
    },
  };
}

export function startHousekeeper(file: JournalFile): HousekeeperThread {
  const worker = startThread('housekeeper-thread', file);
  const post = (request: HousekeeperRequest): void => worker.postMessage(request);
  return {
    async round(now) {
      post(now);
      const [freeBytes] = (await once(worker, 'message')) as [HousekeeperAnswer];
      return freeBytes;
    },
    async stop() {
      const exit = once(worker, 'exit');
      post(null);
      await exit;
    },
  };
}

function startThread(name: string, workerData: JournalFile): Worker {
  // Beside this file stands a .ts in the source and a .js in what is built.
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${extension}`, import.meta.url), { workerData });
}
