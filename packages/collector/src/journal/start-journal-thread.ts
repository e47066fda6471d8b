import { startWorker } from '../start-worker.ts';
import { JournalError } from './journal-error.ts';
import type { Answer, JournalFile } from './thread-messages.ts';

/** A thread that works on the journal's file, seen from the event loop. */
export interface Thread<Request, Result> {
  /** @throws JournalError `journal-failed`; `journal-closed` where the thread has ended */
  ask(request: Request): Promise<Result>;
  /** Answers earlier requests, closes its connection and ends. */
  stop(): Promise<void>;
}

/**
 * Starts a thread, and waits until it has opened the file.
 *
 * @throws JournalError `journal-unreadable`, `journal-newer`
 */
export async function startJournalThread<Request, Result>(
  script: URL,
  file: JournalFile,
): Promise<Thread<Request, Result>> {
  const worker = startWorker(script, file);
  const waiting: ((answer: Answer) => void)[] = [];
  let ended: Answer | null = null;

  function end(message: string): void {
    ended ??= { kind: 'failed', code: 'journal-closed', message };
    for (const resolve of waiting.splice(0)) resolve(ended);
  }
  worker.on('message', (answer: Answer) => waiting.shift()?.(answer));
  worker.on('error', (error) => end(`a thread of the journal has failed: ${String(error)}`));
  worker.on('exit', () => end('the journal is closed'));

  async function next(): Promise<unknown> {
    const answer = ended ?? (await new Promise<Answer>((resolve) => waiting.push(resolve)));
    if (answer.kind === 'done') return answer.result;
    const { code, message, cause } = answer;
    throw new JournalError(code, `${file.path}: ${message}`, cause === undefined ? {} : { cause });
  }
  await next();

  return {
    async ask(request) {
      if (ended === null) worker.postMessage(request);
      return (await next()) as Result;
    },
    async stop() {
      if (ended !== null) return;
      worker.postMessage(null);
      await next();
      end('the journal is closed');
    },
  };
}
