export { openEraser, type Erased, type Eraser } from './eraser.ts';
export type { Commit, JournalFigures } from './figures.ts';
export { createJournal, type Journal, type JournalOptions } from './journal.ts';
export type { Make, MakerTools, Primitive } from './maker.ts';
export { JournalError, type JournalErrorCode } from './journal-error.ts';
export type { Row, Survey } from './thread-messages.ts';
export { openJournalReader, type JournalReader, type StoredEvent } from './read-journal.ts';
export { toRow } from './to-row.ts';
export { transaction } from './transaction.ts';
