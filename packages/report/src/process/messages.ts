import type { Answer } from '../answer/answer.ts';
import type { FunnelAnswer } from '../answer/answer-funnel.ts';
import type { EventList } from '../answer/list-events.ts';
import type { SourceEvent } from '../ingest/read-event.ts';
import type { FunnelQuery } from '../query/funnel-query.ts';
import type { QueryProblem } from '../query/query-problem.ts';
import type { Listing, Query } from '../query/query.ts';
import type { Forgotten } from '../store/forget.ts';
import type { StoreOptions } from '../store/open-file.ts';
import type { StoreErrorCode } from '../store/store-error.ts';
import type { StoreStatus } from '../store/store.ts';

/** Calls that the store's process answers: their arguments and results, as `Store` describes them. */
export interface StoreCalls {
  open: {
    readonly args: { readonly options: StoreOptions; readonly fresh: boolean };
    readonly result: StoreStatus;
  };
  status: { readonly args: null; readonly result: StoreStatus };
  append: {
    readonly args: {
      readonly after: number;
      readonly events: readonly SourceEvent[];
      readonly more: boolean;
    };
    readonly result: number;
  };
  query: {
    readonly args: { readonly query: Query; readonly nowMs: number };
    readonly result: Answer;
  };
  funnel: {
    readonly args: { readonly query: FunnelQuery; readonly nowMs: number };
    readonly result: FunnelAnswer;
  };
  list: {
    readonly args: { readonly listing: Listing; readonly nowMs: number };
    readonly result: EventList;
  };
  forget: { readonly args: readonly Forgotten[]; readonly result: number };
  deleteBefore: { readonly args: number; readonly result: number };
  close: { readonly args: null; readonly result: null };
}

export type StoreCall = keyof StoreCalls;

/** Message to the store's process: a call, or the cancellation of the call with that id. */
export type StoreRequest =
  | { readonly id: number; readonly call: StoreCall; readonly args: unknown }
  | { readonly id: number; readonly cancel: true };

/** Message from the store's process. Each call is answered by one. */
export type StoreResponse =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: StoreFailure };

/** An error as it goes from one process to the other. */
export type StoreFailure =
  | { readonly code: StoreErrorCode; readonly message: string }
  | { readonly code: 'invalid-query'; readonly problems: readonly QueryProblem[] };
