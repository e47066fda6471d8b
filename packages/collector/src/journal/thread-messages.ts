import type { DailyCount } from './writer/daily-counter.ts';
import type { JournalErrorCode } from './journal-error.ts';

/** Requests of the writer's thread. A commit is answered with a result, or an error, for each input. */
export type WriterRequest<Settings, Input> =
  | { readonly kind: 'configure'; readonly settings: Settings }
  | { readonly kind: 'commit'; readonly inputs: readonly Input[] }
  | { readonly kind: 'probe'; readonly at: number }
  /** Adds counts of events that never reached the writer. */
  | { readonly kind: 'count'; readonly counts: readonly DailyCount[] };

/** Answer of a thread: to its start, and to each request in order. */
export type Answer =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly code: JournalErrorCode;
      readonly message: string;
      readonly cause?: unknown;
    };

/** Request to the maintenance: a round at a time (Unix ms), or how things stand. */
export type MaintenanceRequest =
  | { readonly kind: 'round'; readonly now: number }
  | { readonly kind: 'survey' };

/** Result of a round of maintenance. */
export interface MaintenanceResult {
  /** Bytes free on the journal's disk. */
  readonly freeBytes: number;
  /** Events that retention deleted. */
  readonly deleted: number;
  /** Deliveries that retention deleted with their events. */
  readonly undelivered: number;
}

/** Survey of the journal's file. */
export interface Survey {
  /** Size of the database and its WAL. */
  readonly bytes: number;
  readonly forwarders: readonly {
    readonly name: string;
    /** Sequences after its cursor; those that retention took are counted too. */
    readonly behind: number;
    /** Time at which the first event after its cursor was received (Unix ms); null: there is none. */
    readonly since: number | null;
  }[];
  readonly deliveries: {
    readonly waiting: number;
    readonly dead: number;
    /** Time at which the event of the oldest that waits was received (Unix ms); null: none waits. */
    readonly since: number | null;
  };
}

/** A row's sequence; negative: that of the same hit, which was stored before. */
export type Sequence = number;

/** One event on its way into the table `events`. */
export interface Row {
  /** Unix ms. */
  readonly received: number;
  /** JSON text. */
  readonly event: string;
  /** Site of the event, under which it is counted. */
  readonly site: string | null;
  /** Unix ms, by the page's clock. */
  readonly hitTime: number | null;
  readonly hitIdentity: string | null;
  /** JSON text of a `TokenWebhook`. */
  readonly webhook: string | null;
}

/** Settings with which both threads are started. */
export interface JournalFile {
  readonly path: string;
  readonly maxBytes: number | null;
  readonly retentionDays: number | null;
  /** Time that a transaction waits for another connection that holds the file. */
  readonly lockTimeoutMs: number;
}
