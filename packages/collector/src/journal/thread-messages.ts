import type { JournalErrorCode } from './journal-error.ts';

/** What the writer is asked: its answer is the sequences of the committed rows. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly rows: readonly Row[] }
  | { readonly kind: 'probe'; readonly at: number };

/** What a thread answers: to its start, and to each request in order. */
export type Answer =
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed';
      readonly code: JournalErrorCode;
      readonly message: string;
      readonly cause?: unknown;
    };

/** What the housekeeper answers to the time of a round (Unix ms). */
export interface HouseKept {
  /** Bytes free on the journal's disk. */
  readonly freeBytes: number;
  /** Deliveries that retention deleted with their events. */
  readonly undelivered: number;
}

/** A row's sequence, or null where it is a hit that was stored before. */
export type Sequence = number | null;

/** One event on its way into the table `events`. */
export interface Row {
  /** Unix ms. */
  readonly received: number;
  /** JSON text. */
  readonly event: string;
  /** Unix ms, by the page's clock. */
  readonly hitTime: number | null;
  readonly hitIdentity: string | null;
  /** Id and place of a click whose id a page is told. */
  readonly click: { readonly id: string; readonly place: string } | null;
  /** JSON text of a `TokenWebhook`. */
  readonly webhook: string | null;
}

/** What both threads are started with. */
export interface JournalFile {
  readonly path: string;
  readonly maxBytes: number | null;
  readonly retentionDays: number | null;
  /** How long a transaction waits for another connection that holds the file. */
  readonly lockTimeoutMs: number;
}
