export {
  clickTracking,
  collector,
  createCollector,
  hits,
  openTracking,
  type Collector,
  type CollectorMiddleware,
  type MountedOptions,
} from './app.ts';
export { assemble, type Assembly, type CollectorOptions, type CollectorParts } from './assemble.ts';
export type { LinkReader } from './ingest/read-link.ts';
export {
  createForwarders,
  type Forwarders,
  type ForwardersOptions,
} from './forwarders/create-forwarders.ts';
export { ConfigurationError, type Options, type PartialOptions } from './configuration/index.ts';
export type { Entry, TokenWebhook } from './journal/entry.ts';
export type { Campaign, Client, Event, Link, Token } from '@hitmark/codec/event';
export {
  JournalError,
  openJournalReader,
  type JournalErrorCode,
  type JournalOptions,
  type JournalReader,
  type StoredDailyCount,
  type StoredEvent,
} from './journal/index.ts';
export { createJournal, type Journal } from './ingest/journal.ts';
export type { Log } from './log.ts';
export type { RawRequest } from './pipeline/request/raw-request.ts';
export type { RejectionReason } from './pipeline/request/rejection.ts';
export { pytrackingReader } from './ingest/pytracking-reader.ts';
export type { OnEvent, OnRejected } from './ingest/hooks.ts';
