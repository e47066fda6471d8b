export { openEraser, type Erased, type Eraser } from './maintenance/eraser.ts';
export { boundSiteNames, createDailyCounter, type DailyCounter } from './writer/daily-counter.ts';
export type { JournalFigures } from './figures.ts';
export type { Commit } from './watch-commits.ts';
export { openJournal, type JournalCore, type JournalOptions, type OpenJournal } from './journal.ts';
export { JournalError, type JournalErrorCode } from './journal-error.ts';
export type { Row, Sequence, Survey } from './thread-messages.ts';
export {
  openJournalReader,
  type JournalReader,
  type StoredDailyCount,
  type StoredEvent,
} from './reading/read-journal.ts';
export { toRow } from './writer/to-row.ts';
export { transaction } from './writer/transaction.ts';
