import type { ParameterizedContext } from 'koa';
import type { Reader } from '../access/reader.ts';

/** Koa state of a request once access was given. */
export interface ReportState {
  reader: Reader;
}

export type ReportContext = ParameterizedContext<ReportState>;
