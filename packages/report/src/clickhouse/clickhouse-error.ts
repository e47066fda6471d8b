/**
 * Reason why ClickHouse has not done what it was asked for.
 *
 * - `clickhouse-unreachable`: no answer, or one that was cut off: it may have been done or not
 * - `clickhouse-refused`: it answered with an error of its own; nothing was done
 * - `clickhouse-newer`: the table is of a newer hitmark
 * - `clickhouse-foreign`: the table is not hitmark's
 * - `clickhouse-missing`: there is no such table, and `clickhouse.createTables` is off
 * - `clickhouse-older`: the table is of an older hitmark, and `clickhouse.createTables` is off
 */
export type ClickhouseErrorCode =
  | 'clickhouse-unreachable'
  | 'clickhouse-refused'
  | 'clickhouse-newer'
  | 'clickhouse-foreign'
  | 'clickhouse-missing'
  | 'clickhouse-older';

/** A request that ClickHouse did not carry out; the code says why. */
export class ClickhouseError extends Error {
  override readonly name = 'ClickhouseError';
  readonly code: ClickhouseErrorCode;
  /** ClickHouse's own number of the error, such as 60; null: not known. */
  readonly exceptionCode: number | null;

  constructor(
    code: ClickhouseErrorCode,
    message: string,
    options: ErrorOptions & { readonly exceptionCode?: number | null } = {},
  ) {
    super(message, options);
    this.code = code;
    this.exceptionCode = options.exceptionCode ?? null;
  }
}
