import type { CutReason } from '@hitmark/codec/hit';
import type { JournalErrorCode } from '../journal/index.ts';
import type { HitEndpoint } from '../pipeline/hit/hit-outcome.ts';
import type { LinkEndpoint } from '../pipeline/link/link-outcome.ts';
import type { RejectionReason } from '../pipeline/request/rejection.ts';
import type { UnreadableReason } from '../server/answer-unreadable.ts';

/** Endpoint at which something is received. */
export type Endpoint = HitEndpoint | LinkEndpoint;

/** Every endpoint, as a label of metrics. */
export const endpoints: readonly Endpoint[] = [
  'script',
  'pixel',
  'hits',
  'open',
  'click',
  'unsubscribe',
];

/**
 * Reason why a valid event is not on disk: an error code of the journal, or
 *
 * - `rate-limit`: its address or site has sent more than is allowed
 * - `internal`: a bug of ours
 */
export type RefusalReason = JournalErrorCode | 'rate-limit' | 'internal';

/** Reason why a request was rejected before its events were read. */
type RequestRejectionReason = RejectionReason | UnreadableReason;

/**
 * Counters of the events of one endpoint. An event is in flight from its receipt until it is stored, a duplicate,
 * rejected or refused. So at any moment:
 *
 * received = stored + duplicate + rejected + refused + in flight
 *
 * Plain numbers, so that counting costs a request next to nothing.
 */
export interface EventCounters {
  readonly counts: Readonly<
    Record<'received' | 'inFlight' | 'stored' | 'duplicate' | 'late', number>
  >;
  readonly rejected: ReadonlyMap<RejectionReason, number>;
  readonly refused: ReadonlyMap<RefusalReason, number>;
  /** Number of values of stored events that were cut or left out, by reason. */
  readonly cuts: ReadonlyMap<CutReason, number>;
  /** Counts events as received; each must later be counted by one of the methods below. */
  receive(events: number): void;
  /** Counts events that are on disk: newly stored ones, and duplicates of events stored before. */
  store(stored: number, duplicate: number): void;
  /** Counts an event that was rejected, since what was sent for it is invalid. */
  reject(reason: RejectionReason): void;
  /** Counts valid events that could not be stored. */
  refuse(events: number, reason: RefusalReason): void;
  /** Counts events that are on disk, but were answered before the replicas had them. */
  late(events: number): void;
  /** Counts a value that was cut or left out of an event that is stored. */
  cut(reason: CutReason): void;
}

function createEventCounters(): EventCounters {
  const counts = { received: 0, inFlight: 0, stored: 0, duplicate: 0, late: 0 };
  const rejected = new Map<RejectionReason, number>();
  const refused = new Map<RefusalReason, number>();
  const cuts = new Map<CutReason, number>();
  return {
    counts,
    rejected,
    refused,
    cuts,
    receive(events) {
      counts.received += events;
      counts.inFlight += events;
    },
    store(stored, duplicate) {
      counts.inFlight -= stored + duplicate;
      counts.stored += stored;
      counts.duplicate += duplicate;
    },
    reject(reason) {
      counts.inFlight -= 1;
      add(rejected, reason, 1);
    },
    refuse(events, reason) {
      counts.inFlight -= events;
      add(refused, reason, events);
    },
    late(events) {
      counts.late += events;
    },
    cut(reason) {
      add(cuts, reason, 1);
    },
  };
}

/** Counters of requests and connections from which no events were read. */
export interface ConnectionCounters {
  readonly rejectedRequests: ReadonlyMap<RequestRejectionReason, number>;
  /** Number of connections that were closed as soon as they were opened. */
  readonly droppedConnections: () => number;
  rejectRequest(reason: RequestRejectionReason): void;
  /** Counts a dropped connection. @returns their number so far */
  dropConnection(): number;
}

/** Counters of everything that a collector receives. */
export interface Counters extends ConnectionCounters {
  readonly events: Readonly<Record<Endpoint, EventCounters>>;
}

export function createCounters(): Counters {
  const rejectedRequests = new Map<RequestRejectionReason, number>();
  let droppedConnections = 0;
  return {
    events: {
      script: createEventCounters(),
      pixel: createEventCounters(),
      hits: createEventCounters(),
      open: createEventCounters(),
      click: createEventCounters(),
      unsubscribe: createEventCounters(),
    },
    rejectedRequests,
    droppedConnections: () => droppedConnections,
    rejectRequest(reason) {
      add(rejectedRequests, reason, 1);
    },
    dropConnection: () => (droppedConnections += 1),
  };
}

function add<Key>(counts: Map<Key, number>, key: Key, amount: number): void {
  counts.set(key, (counts.get(key) ?? 0) + amount);
}
