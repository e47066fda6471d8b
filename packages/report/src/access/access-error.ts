import type { QueryProblem } from '../query/query-problem.ts';

/**
 * Reason why a reader may not have what they ask for.
 *
 * - `site-forbidden`: a site that is not among theirs
 * - `persons-forbidden`: something of single persons, which a shared link never shows
 * - `persons-off`: somebody who is to be followed, while `report.persons` is off
 * - `login-needed`: a change, which nobody makes through a shared link
 */
export type AccessErrorCode =
  | 'site-forbidden'
  | 'persons-forbidden'
  | 'persons-off'
  | 'login-needed';

/** A question that a reader may not ask. The question itself is right: that would be a QueryError. */
export class AccessError extends Error {
  override readonly name = 'AccessError';
  readonly code: AccessErrorCode;
  readonly problems: readonly QueryProblem[];

  constructor(code: AccessErrorCode, message: string, problems: readonly QueryProblem[]) {
    super(message);
    this.code = code;
    this.problems = problems;
  }
}
