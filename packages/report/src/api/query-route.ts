import { csvLine } from '@hitmark/codec/text';
import { parseQuery } from '../query/parse-query.ts';
import type { AnswerWithLag, Questions } from '../server/questions.ts';
import type { ReportContext } from '../server/state.ts';
import { answerCsv, wantsCsv } from './answer-csv.ts';
import { clientGone } from './client-gone.ts';
import { readJsonBody, readJsonParameter } from './read-json.ts';

/**
 * `POST /api/query`, and `GET /api/query?query=`, which a link can have.
 */
export function answerQueries(questions: Questions) {
  return async (context: ReportContext): Promise<void> => {
    const input =
      context.method === 'POST' ? await readJsonBody(context) : readJsonParameter(context, 'query');
    const query = parseQuery(input);
    const gone = clientGone(context.res);
    const answer = await questions.query(context.state.reader, query, gone);
    if (wantsCsv(context)) answerCsv(context, csvOf(answer));
    else context.body = answer;
  };
}

/** A line for each group: its dimensions, its metrics, and those of the period before. */
function csvOf({ query, results }: AnswerWithLag): string {
  const { dimensions, metrics, compare } = query;
  const before = compare === null ? [] : metrics.map((metric) => `previous_${metric}`);
  const lines = results.map((row) =>
    csvLine([...row.dimensions, ...row.metrics, ...(row.comparison ?? [])]),
  );
  return csvLine([...dimensions, ...metrics, ...before]) + lines.join('');
}
