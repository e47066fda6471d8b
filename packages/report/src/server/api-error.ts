import type { QueryProblem } from '../query/query-problem.ts';

/**
 * Reason why a request was refused before anything was asked.
 *
 * - `wrong-host`: it names a host that is not the report's
 * - `not-logged-in`: it has neither a token nor a session
 * - `wrong-token`: its token is not the report's
 * - `foreign-request`: a page of another site makes the reader's browser send it
 * - `too-many-attempts`: its address has sent too many wrong passwords or tokens
 * - `not-found`: there is no such page or route
 * - `wrong-method`: the route does not take its method; the header `Allow` lists those it takes
 * - `invalid-json`: its body is no JSON
 * - `wrong-content-type`: its body is not of a type that the route reads
 * - `body-too-large`: its body is larger than a route reads
 * - `request-aborted`: its body ended before its announced length
 */
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
