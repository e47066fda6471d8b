/**
 * Reason why the journal can't store or be opened.
 *
 * - `journal-full`: the queue before it is full; try again when it has drained
 * - `disk-low`: less than `minFreeBytes` left on the disk
 * - `journal-failed`: SQLite refused the transaction (disk full, locked, I/O error): see `cause`
 * - `journal-closed`: the journal was closed, or its writer has stopped
 * - `journal-newer`: the file was written by a newer hitmark
 * - `journal-unreadable`: the file can't be opened: there is none, it is no journal, or not ours
 */
export type JournalErrorCode =
  | 'journal-full'
  | 'disk-low'
  | 'journal-failed'
  | 'journal-closed'
  | 'journal-newer'
  | 'journal-unreadable';

/** The events were not stored, or the file could not be opened. Not a caller's mistake. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
