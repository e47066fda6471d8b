import type { QueryProblem } from '../query/query-problem.ts';

/** Reason why a request was refused before anything was asked; see `docs/query-api.md`. */
export type ApiErrorCode =
  | 'wrong-host'
  | 'not-logged-in'
  | 'wrong-token'
  | 'foreign-request'
  | 'too-many-attempts'
  | 'not-found'
  | 'wrong-method'
  | 'invalid-json'
  | 'wrong-content-type'
  | 'body-too-large'
  | 'request-aborted';

/** A request that is refused. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: ApiErrorCode;
  readonly problems: readonly QueryProblem[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ApiErrorCode,
    message: string,
    {
      problems = [],
      headers = {},
      cause,
    }: {
      readonly problems?: readonly QueryProblem[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.problems = problems;
    this.headers = headers;
  }
}
