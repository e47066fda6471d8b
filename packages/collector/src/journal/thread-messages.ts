import type { JournalErrorCode } from './journal-error.ts';

/** What the journal and its writer thread say to each other. One message, one answer, in order. */
export type WriterRequest =
  | { readonly kind: 'commit'; readonly rows: readonly Row[] }
  | { readonly kind: 'probe'; readonly at: number }
  | { readonly kind: 'close' };

export type WriterAnswer =
  | { readonly kind: 'done'; readonly sequences: readonly (number | null)[] }
  | { readonly kind: 'failed'; readonly code: JournalErrorCode; readonly message: string };

/** The housekeeper is sent the time (Unix ms) for a round, or null to stop. */
export type HousekeeperRequest = number | null;

/** Bytes free on the journal's disk after a round. */
export type HousekeeperAnswer = number;

/** One event on its way into the table `events`. */
export interface Row {
  /** Unix ms. */
  readonly received: number;
  /** JSON text. */
  readonly event: string;
  /** Unix ms, by the page's clock. */
  readonly hitTime: number | null;
  readonly hitIdentity: string | null;
}

/** What both threads are started with. */
export interface JournalFile {
  readonly path: string;
  readonly maxBytes: number | null;
  readonly retentionDays: number | null;
}
