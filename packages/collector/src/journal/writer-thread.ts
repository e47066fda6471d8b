import { workerData } from 'node:worker_threads';
import { answerRequests } from './answer-requests.ts';
import type { BatchAnswer } from './batch.ts';
import { openClicks } from './clicks.ts';
import { createMakers } from './makers.ts';
import type { JournalFile, WriterRequest } from './thread-messages.ts';
import { openWriter } from './writer.ts';

// Fsync blocks the thread that calls it: this one, and never the event loop that answers requests.
answerRequests(() => {
  const file = workerData as JournalFile;
  const writer = openWriter(file);
  const clicks = openClicks(file.path);
  const makers = createMakers({ placeOfClick: (id) => clicks.placeOf(id) });
  return {
    answer(request: WriterRequest): BatchAnswer | void {
      if (request.kind === 'load') return makers.load(request.module, request.data);
      if (request.kind === 'probe') return writer.probe(request.at);
      // Before the transaction: the lock is another process's as well.
      const { rows, replies } = makers.make(request.batch);
      return { sequences: rows.count === 0 ? [] : writer.commit(rows), replies };
    },
    close() {
      clicks.close();
      writer.close();
    },
  };
});
