export { actorReasons, type ActorReason } from './actor-reasons.ts';
export type { ColumnKind, Presence } from './column.ts';
export { eventColumns, type ColumnValue, type EventColumn } from './columns.ts';
export type { Campaign, Client, Event, EventType, Link, ParsedEvent, Token } from './event.ts';
export { eventCsvHead, eventCsvLine } from './event-csv.ts';
export { hitEventId, keyedEventId, type HitIdentity, type KeyedIdentity } from './hit-event-id.ts';
export { eventTypes } from './members.ts';
export { parseEvent } from './parse.ts';
export { serializeEvent } from './serialize.ts';
