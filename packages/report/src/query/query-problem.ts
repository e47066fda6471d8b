/** Problem of a query. */
export interface QueryProblem {
  /** Place in the query's JSON, such as `metrics[0]` or `filters[1][0]`; empty: the query as a whole. */
  readonly path: string;
  /** Fault, and the values that are accepted there. */
  readonly message: string;
}

/** A query that can't be answered, with every problem of it. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly code = 'invalid-query';
  readonly problems: readonly QueryProblem[];

  constructor(problems: readonly QueryProblem[]) {
    super(
      problems
        .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
        .join('\n'),
    );
    this.problems = problems;
  }
}
