/**
 * Why a query string is no hit.
 *
 * - `malformed-encoding`: a `%` that starts no UTF-8 escape
 * - `repeated-parameter`: a parameter of the wire format, or a data name, stands twice
 * - `forbidden-name`: `__proto__`, `constructor` or `prototype`
 * - `invalid-value`: a value that its field does not allow
 * - `too-much-data`: more than 64 data names
 * - `too-deep`: data as JSON of more than 32 levels of lists and objects
 */
export type HitErrorCode =
  | 'malformed-encoding'
  | 'repeated-parameter'
  | 'forbidden-name'
  | 'invalid-value'
  | 'too-much-data'
  | 'too-deep';

/** Thrown by `parse`: the query string came from outside and is no hit. Never a caller's mistake. */
export class HitError extends Error {
  override readonly name = 'HitError';
  readonly code: HitErrorCode;
  /** The parameter at fault, where it is one of the wire format's own; never a value. */
  readonly parameter: string | null;

  constructor(code: HitErrorCode, message: string, parameter: string | null = null) {
    super(message);
    this.code = code;
    this.parameter = parameter;
  }
}
