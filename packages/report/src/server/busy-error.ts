/**
 * Reason why a query was not answered in time.
 *
 * - `too-many-queries`: this reader has too many queries under way
 * - `busy`: all readers together have too many queries under way
 * - `query-timeout`: it took longer than `report.timeoutMs`
 */
export type BusyErrorCode = 'too-many-queries' | 'busy' | 'query-timeout';

/** A query that may be answered later, or asked in a smaller way. The store has not failed. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly code: BusyErrorCode;

  constructor(code: BusyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
