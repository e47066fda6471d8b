import { parentPort, workerData } from 'node:worker_threads';
import { JournalError } from './journal-error.ts';
import type { JournalFile, WriterAnswer, WriterRequest } from './thread-messages.ts';
import { openWriter } from './writer.ts';

// Fsync blocks the thread that calls it: this one, and never the event loop that answers requests.
attempt(() => {
  const writer = openWriter(workerData as JournalFile);
  parentPort?.on('message', (request: WriterRequest) => {
    attempt(() => {
      if (request.kind === 'commit') return writer.commit(request.rows);
      if (request.kind === 'probe') writer.probe(request.at);
      if (request.kind === 'close') writer.close();
      return [];
    });
    if (request.kind === 'close') parentPort?.close();
  });
  return [];
});

function attempt(run: () => readonly (number | null)[]): void {
  let answer: WriterAnswer;
  try {
    answer = { kind: 'done', sequences: run() };
  } catch (error) {
    const code = error instanceof JournalError ? error.code : 'journal-failed';
    const message = error instanceof Error ? error.message : String(error);
    answer = { kind: 'failed', code, message };
  }
  parentPort?.postMessage(answer);
}
