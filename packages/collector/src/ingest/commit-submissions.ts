import type { Row, Sequence } from '../journal/index.ts';
import type { DecidedSubmission } from './decide-submission.ts';
import type { Receipt, Submission } from './submission.ts';

/**
 * Decides submissions and stores their events in one transaction, in order.
 *
 * @param decide what it throws fails this submission, and no other
 * @param commit stores rows; what it throws fails all
 * @returns a receipt, or an error, for each submission
 */
export function commitSubmissions(
  submissions: readonly Submission[],
  decide: (submission: Submission) => DecidedSubmission,
  commit: (rows: readonly Row[]) => readonly Sequence[],
): (Receipt | Error)[] {
  const rows: Row[] = [];
  const decided = submissions.map((submission) => {
    try {
      const { rows: own, ...answer } = decide(submission);
      for (const row of own) rows.push(row);
      return { count: own.length, answer };
    } catch (error) {
      // Only its message: anything may hang on an error of a library, and it has to be cloned.
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
