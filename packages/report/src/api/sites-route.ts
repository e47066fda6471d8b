import { csvLine } from '@hitmark/codec/text';
import { parseQuery } from '../query/parse-query.ts';
import { eventCounts } from '../query/metrics.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportContext } from '../server/state.ts';
import { answerCsv, wantsCsv } from './answer-csv.ts';
import { clientGone } from './client-gone.ts';

const sitesQuery = parseQuery({
  date_range: 'all',
  metrics: eventCounts,
  dimensions: ['site'],
  actors: ['human', 'unknown', 'machine'],
  limit: 10_000,
});

/** `GET /api/sites`: the sites that the reader may see and that have events, with counts over all time. */
export function answerSites(questions: Questions) {
  return async (context: ReportContext): Promise<void> => {
    const gone = clientGone(context.res);
    const { results, meta } = await questions.query(context.state.reader, sitesQuery, gone);
    if (wantsCsv(context)) {
      const lines = results.map((row) => csvLine([...row.dimensions, ...row.metrics]));
      answerCsv(context, csvLine(['site', ...eventCounts]) + lines.join(''));
      return;
    }
    const sites = results.map(({ dimensions: [site], metrics: counts }) => ({
      site,
      ...Object.fromEntries(eventCounts.map((metric, index) => [metric, counts[index]])),
    }));
    const { as_of_sequence, lag_events } = meta;
    context.body = { sites, meta: { as_of_sequence, lag_events } };
  };
}
