/** Problem of a query. */
export interface QueryProblem {
  /** Place in the query's JSON, such as `metrics[0]` or `filters[1][0]`; empty: the query as a whole. */
  readonly path: string;
  /** Fault, and the values that are accepted there. */
  readonly message: string;
}

/** Most problems that an answer lists: each is longer than the input that it is about. */
export const maxProblems = 100;

/** A query that can't be answered, with its problems: the first hundred. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly code = 'invalid-query';
  readonly problems: readonly QueryProblem[];

  constructor(problems: readonly QueryProblem[]) {
    const first = problems.slice(0, maxProblems);
    super(
      first.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('\n'),
    );
    this.problems = first;
  }
}
