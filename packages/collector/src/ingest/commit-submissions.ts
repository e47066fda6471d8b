import type { Row, Sequence } from '../journal/index.ts';
import type { DecidedSubmission } from './decide-submission.ts';
import type { Receipt, Submission } from './submission.ts';

/**
 * Decides submissions and stores their events in one transaction, in order.
 *
 * @param decide turns a submission into rows; if it throws, only this submission fails
 * @param commit stores all rows in one transaction; if it throws, nothing is stored and the error is passed on
 * @returns a receipt or an error for each submission, in the same order
 */
export function commitSubmissions(
  submissions: readonly Submission[],
  decide: (submission: Submission) => DecidedSubmission,
  commit: (rows: readonly Row[]) => readonly Sequence[],
): (Receipt | Error)[] {
  const rows: Row[] = [];
  const decided = submissions.map((submission) => {
    try {
      const { rows: decidedRows, ...answer } = decide(submission);
      for (const row of decidedRows) rows.push(row);
      return { count: decidedRows.length, answer };
    } catch (error) {
      // An Error passes to the other thread by structured clone; any other value that was thrown might not.
      return error instanceof Error ? error : new Error(String(error));
    }
  });
  const sequences = rows.length === 0 ? [] : commit(rows);
  let next = 0;
  return decided.map((one) => {
    if (one instanceof Error) return one;
    return { ...one.answer, sequences: sequences.slice(next, (next += one.count)) };
  });
}
