import { parentPort } from 'node:worker_threads';
import { JournalError } from './journal-error.ts';
import type { Answer } from './thread-messages.ts';

/** Work of a thread of the journal. */
export interface Work<Request> {
  answer(request: Request): unknown;
  close(): void;
}

/**
 * The thread's side of `startJournalThread`: one answer to its start, then one to each request, in order.
 * The request null ends it.
 */
export function answerRequests<Request>(open: () => Work<Request>): void {
  attempt(() => {
    const work = open();
    parentPort?.on('message', (request: Request | null) => {
      if (request !== null) return attempt(() => work.answer(request), 'journal-failed');
      attempt(() => work.close(), 'journal-failed');
      parentPort?.close();
    });
  }, 'journal-unreadable');
}

function attempt(run: () => unknown, code: 'journal-failed' | 'journal-unreadable'): void {
  let answer: Answer;
  try {
    answer = { kind: 'done', result: run() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer =
      error instanceof JournalError
        ? { kind: 'failed', code: error.code, message }
        : { kind: 'failed', code, message, cause: error };
  }
  parentPort?.postMessage(answer);
}
