import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { parseListing, parseQuery } from '../query/parse-query.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportState } from '../server/state.ts';
import { clientGone } from './client-gone.ts';
import { readJsonBody, readJsonParameter } from './read-json.ts';

interface ApiDeps {
  readonly questions: Questions;
}

/** Creates the routes of the query API. */
export function createApi({ questions }: ApiDeps): Middleware<ReportState> {
  const router = new Router<ReportState>({ prefix: '/api' });

  router.post('/query', async (context) => {
    const query = parseQuery(await readJsonBody(context));
    context.body = await questions.query(context.state.reader, query, clientGone(context.res));
  });

  router.get('/events', async (context) => {
    const listing = parseListing(readJsonParameter(context, 'query'));
    context.body = await questions.list(context.state.reader, listing, clientGone(context.res));
  });

  return router.routes() as Middleware<ReportState>;
}
