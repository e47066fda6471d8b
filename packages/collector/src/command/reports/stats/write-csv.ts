import type { Answer } from '@hitmark/report/query';
import { csvLine } from '@hitmark/codec/text';

/** Writes an answer as CSV: its dimensions, then its metrics. */
export function writeCsv({ results, query }: Answer): string {
  const rows = results.map(({ dimensions, metrics }) => csvLine([...dimensions, ...metrics]));
  return [csvLine([...query.dimensions, ...query.metrics]), ...rows].join('');
}
