import { eventCsvHead, eventCsvLine, parseEvent } from '@hitmark/codec/event';
import { parseListing } from '../query/parse-query.ts';
import type { EventListWithLag, Questions } from '../server/questions.ts';
import type { ReportContext } from '../server/state.ts';
import { answerCsv, wantsCsv } from './answer-csv.ts';
import { clientGone } from './client-gone.ts';
import { readJsonParameter } from './read-json.ts';

/** `GET /api/events`: the events behind a number, newest first. */
export function answerEvents(questions: Questions) {
  return async (context: ReportContext): Promise<void> => {
    const listing = parseListing(withCursor(context, readJsonParameter(context, 'query')));
    const gone = clientGone(context.res);
    const list = await questions.list(context.state.reader, listing, gone);
    const next = list.cursor === null ? null : addressWith(context, list.cursor);
    if (next !== null) context.set('link', `<${next}>; rel="next"`);
    if (wantsCsv(context)) answerCsv(context, csvOf(list));
    else context.body = list;
  };
}

/** Adds the parameter `cursor` to the query. It stands beside the query, so that the next page has the same `query`. */
function withCursor({ URL: url }: ReportContext, query: unknown): unknown {
  const cursor = url.searchParams.get('cursor');
  if (cursor === null || typeof query !== 'object') return query;
  return { ...query, cursor };
}

function addressWith({ URL: url }: ReportContext, cursor: string): string {
  const parameters = new URLSearchParams(url.searchParams);
  parameters.set('cursor', cursor);
  return `${url.pathname}?${parameters.toString()}`;
}

/** Writes events as `hitmark export --format csv` does. */
function csvOf({ events }: EventListWithLag): string {
  const lines = events.map(({ event }) => eventCsvLine(parseEvent(JSON.stringify(event))));
  return eventCsvHead + lines.join('');
}
