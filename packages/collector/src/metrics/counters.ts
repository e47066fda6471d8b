import type { CutReason } from '@hitmark/codec/hit';
import type { JournalErrorCode } from '../journal/index.ts';
import type { HitEndpoint } from '../pipeline/hit/hit-endpoint.ts';
import type { LinkEndpoint } from '../pipeline/link/link-endpoint.ts';
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
 * Reason why an event is not on disk although nothing is wrong with it: what the journal says, or
 *
 * - `rate-limit`: its address or site has sent more than is allowed
 * - `internal`: a bug of ours
 */
export type RefusalReason = JournalErrorCode | 'rate-limit' | 'internal';

/** Reason why a request was turned away before anybody could tell what events it holds. */
type RequestRejectionReason = RejectionReason | UnreadableReason;

/**
 * Counters of the events of one endpoint. Every event that is received is in flight until it is one of the
 * four other things, so at any moment:
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
  /** One event that is none, because of what was sent. */
  reject(reason: RejectionReason): void;
  refuse(events: number, reason: RefusalReason): void;
  /** Counts events that are on disk, but were answered before the replicas had them. */
  late(events: number): void;
  /** A value of a hit that is stored without it. */
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

/** Counters of connections, which never become events. */
export interface ConnectionCounters {
  readonly rejectedRequests: ReadonlyMap<RequestRejectionReason, number>;
  /** Connections that were closed as they came. */
  readonly droppedConnections: () => number;
  rejectRequest(reason: RequestRejectionReason): void;
  /** Answers how many there are by now. */
  dropConnection(): number;
}

/** All that a collector counts of what it is asked. */
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
