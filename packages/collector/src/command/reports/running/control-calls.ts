import type { AnswerWithLag } from '@hitmark/report';
import type { Forgotten } from '@hitmark/report/store';
import type { ReportFigures } from './thread-messages.ts';

/** Calls that commands make to the report of a running collector: arguments and result. */
export interface ControlCalls {
  /** The query as somebody writes it. */
  query: { readonly args: object; readonly result: AnswerWithLag };
  /** Results in the number of events that were forgotten. */
  forget: { readonly args: readonly Forgotten[]; readonly result: number };
  rebuild: { readonly args: null; readonly result: null };
  /** Address of the report, for people. */
  url: { readonly args: null; readonly result: string };
  /** Null: the report does not run. */
  figures: { readonly args: null; readonly result: ReportFigures | null };
}

export type ControlCall = keyof ControlCalls;

/** An error as it goes from one process to the other. */
export interface ControlFailure {
  readonly code: string;
  readonly message: string;
}
