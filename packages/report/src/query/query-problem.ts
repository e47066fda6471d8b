/** Problem of a query: its place, and the values that are accepted there. */
export interface QueryProblem {
  /** Such as `metrics[0]` or `filters[1][0]`; empty: the query as a whole. */
  readonly path: string;
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
