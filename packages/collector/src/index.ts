export { createCollector, hits, type CollectorOptions, type CollectorParts } from './app.ts';
export type { OnEvent, OnRejected } from './collect.ts';
export { ConfigurationError, type Options, type PartialOptions } from './configuration/index.ts';
export type { Campaign, Client, Event } from './event.ts';
export {
  JournalError,
  createJournal,
  openJournalReader,
  type Journal,
  type JournalEntry,
  type JournalErrorCode,
  type JournalOptions,
  type JournalReader,
  type StoredEvent,
  type TokenWebhook,
} from './journal/index.ts';
export type { Log } from './log.ts';
export type { RawRequest } from './pipeline/raw-request.ts';
export type { RejectionReason } from './pipeline/rejection.ts';
