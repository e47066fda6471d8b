import type { ReportContext } from '../server/state.ts';

/** Tells whether a request asks for CSV: by `Accept`, or by `format=csv`, which a link can have. */
export function wantsCsv(context: ReportContext): boolean {
  if (context.URL.searchParams.get('format') === 'csv') return true;
  return context.accepts('application/json', 'text/csv') === 'text/csv';
}

export function answerCsv(context: ReportContext, csv: string): void {
  context.attachment('hitmark.csv');
  context.set('content-type', 'text/csv; charset=utf-8; header=present');
  context.body = csv;
}
