import { workerData } from 'node:worker_threads';
import { answerRequests } from './answer-requests.ts';
import type { JournalFile, WriterRequest } from './thread-messages.ts';
import { openWriter } from './writer.ts';

// Fsync blocks the thread that calls it: this one, and never the event loop that answers requests.
answerRequests(() => {
  const writer = openWriter(workerData as JournalFile);
  return {
    answer: (request: WriterRequest) =>
      request.kind === 'commit' ? writer.commit(request.rows) : writer.probe(request.at),
    close: () => writer.close(),
  };
});
