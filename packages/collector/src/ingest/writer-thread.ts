import { workerData } from 'node:worker_threads';
import { answerRequests } from '../journal/answer-requests.ts';
import type { JournalFile, WriterRequest } from '../journal/thread-messages.ts';
import { openWriter } from '../journal/writer/writer.ts';
import { commitSubmissions } from './commit-submissions.ts';
import {
  createDecideSubmission,
  type DecidedSubmission,
  type DecideSubmission,
} from './decide-submission.ts';
import {
  packReceipt,
  unpackSubmission,
  type PackedReceipt,
  type PackedSubmission,
} from './packed-submission.ts';
import type { Submission, WriterSettings } from './submission.ts';

// Fsync blocks the thread that calls it: this one, and never the event loop that answers requests.
answerRequests(() => {
  const file = workerData as JournalFile;
  const writer = openWriter(file);
  const deciders: DecideSubmission[] = [];

  function decide(submission: Submission): DecidedSubmission {
    if (submission.kind === 'rows') {
      return { rows: submission.rows, rejections: [], cuts: [], setCookie: null, events: null };
    }
    const decider = deciders[submission.settings];
    if (decider === undefined) throw new Error('the writer has no settings of that number');
    return decider(submission);
  }

  return {
    answer(
      request: WriterRequest<WriterSettings, PackedSubmission>,
    ): (PackedReceipt | Error)[] | void {
      switch (request.kind) {
        case 'configure':
          deciders.push(createDecideSubmission(request.settings));
          break;
        case 'probe':
          writer.probe(request.at);
          break;
        case 'count':
          writer.count(request.counts);
          break;
        case 'commit':
          // Everything is decided before the transaction begins: other processes wait for its lock.
          return commitSubmissions(request.inputs.map(unpackSubmission), decide, (rows) =>
            writer.commit(rows),
          ).map((outcome) => (outcome instanceof Error ? outcome : packReceipt(outcome)));
      }
    },
    close: () => writer.close(),
  };
});
