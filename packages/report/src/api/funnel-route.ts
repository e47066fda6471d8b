import { csvLine } from '@hitmark/codec/text';
import { parseFunnelSelection } from '../query/funnel-query.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportContext } from '../server/state.ts';
import type { Settings } from '../settings/open-settings.ts';
import { answerCsv, wantsCsv } from './answer-csv.ts';
import { clientGone } from './client-gone.ts';
import { readJsonBody } from './read-json.ts';

const columns = ['step', 'visitors', 'drop_off', 'drop_off_rate', 'rate'] as const;

/** Handler of `POST /api/funnels/:id/query`: the visitors of each step of a funnel, as JSON or CSV. */
export function answerFunnels(questions: Questions, { funnels }: Pick<Settings, 'funnels'>) {
  return async (
    context: ReportContext & { readonly params: Readonly<Record<string, string>> },
  ): Promise<void> => {
    const funnel = funnels.get(Number(context.params['id']));
    const selection = parseFunnelSelection(await readJsonBody(context));
    const signal = clientGone(context.res);
    const answer = await questions.funnel(context.state.reader, funnel, selection, signal);
    if (wantsCsv(context)) {
      const lines = answer.results.map((row) => csvLine(columns.map((column) => row[column])));
      answerCsv(context, csvLine(columns) + lines.join(''));
    } else {
      context.body = { funnel: funnel.name, ...answer };
    }
  };
}
