/**
 * Reason why a store could not do what was asked.
 *
 * - `store-newer`: the file is of a newer hitmark, or of a newer DuckDB; it is left as it is
 * - `store-locked`: another process has the file open
 * - `store-unavailable`: the file can be neither opened nor made: rights, a full disk, no folder
 * - `store-corrupt`: the file is damaged; it is built again
 * - `store-behind`: events are missing between the store's cursor and those that were to be added
 * - `store-stopped`: the store's process has ended; it is started again
 * - `store-failed`: DuckDB has thrown another error; the message is its own
 * - `no-room`: forgetting needs room for a second file
 * - `query-cancelled`: the client has gone, or the time limit is over
 * - `query-invalid`: an expression that the engine does not take
 */
export type StoreErrorCode =
  | 'store-newer'
  | 'store-locked'
  | 'store-unavailable'
  | 'store-corrupt'
  | 'store-behind'
  | 'store-stopped'
  | 'store-failed'
  | 'no-room'
  | 'query-cancelled'
  | 'query-invalid';

/** A request that the store could not carry out; the code says why. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
