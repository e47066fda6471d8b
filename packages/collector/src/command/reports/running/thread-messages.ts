import type { Options } from '../../../configuration/index.ts';

/** Data that the report's thread is started with. */
export interface ReportThreadData {
  readonly options: Options;
  /** True: everybody on this machine may read without login. */
  readonly openOnLoopback: boolean;
  /** Address of the collector as pages reach it, for the snippet; null: not known. */
  readonly collectorUrl: string | null;
}

/** Request to the report's thread. */
export type ReportThreadRequest = { readonly kind: 'status' } | { readonly kind: 'close' };

/** Message of the report's thread. */
export type ReportThreadMessage =
  /** The first try to start the report is over; null: it has failed, and is tried again. */
  | { readonly kind: 'ready'; readonly url: string | null }
  | { readonly kind: 'status'; readonly status: ReportFigures | null }
  | {
      readonly kind: 'log';
      readonly level: 'info' | 'warn' | 'error';
      readonly fields: object;
      readonly message: string;
    };

/** Figures of a report that is running. */
export interface ReportFigures {
  readonly cursor: number;
  /** Events of the journal after the cursor. */
  readonly behind: number;
  readonly events: number;
  readonly visits: number;
  /** Size of the store's file. */
  readonly bytes: number;
}
