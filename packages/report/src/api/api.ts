import { Router } from '@koa/router';
import type { Middleware } from 'koa';
import { ApiError } from '../server/api-error.ts';
import type { Settings } from '../settings/open-settings.ts';
import type { Questions } from '../server/questions.ts';
import type { ReportState } from '../server/state.ts';
import type { AddedApi } from './added/added-api.ts';
import { addEmailRoutes } from './email-routes.ts';
import { answerEvents } from './events-route.ts';
import { answerFunnels } from './funnel-route.ts';
import { openapiDocument } from './openapi/document.ts';
import { answerQueries } from './query-route.ts';
import { addSettingsRoutes } from './settings-routes.ts';
import { addSharedLinkRoutes } from './shared-link-routes.ts';
import { answerSites } from './sites-route.ts';

interface ApiDeps {
  readonly questions: Questions;
  readonly settings: Omit<Settings, 'sessions'>;
  readonly publicUrl: string | null;
  /** API that the program adds which started the report; for the document. */
  readonly added: AddedApi | null;
  /** Unix ms. */
  readonly now: () => number;
}

/** Creates the routes of the query API; see `docs/query-api.md`. */
export function createApi({
  questions,
  settings,
  publicUrl,
  added,
  now,
}: ApiDeps): readonly Middleware<ReportState>[] {
  const router = new Router<ReportState>({ prefix: '/api', sensitive: true });
  router.post('/query', answerQueries(questions));
  router.get('/query', answerQueries(questions));
  router.get('/events', answerEvents(questions));
  router.get('/sites', answerSites(questions));
  router.get('/openapi.json', (context) => {
    context.body = openapiDocument(added);
  });
  router.post('/funnels/:id/query', answerFunnels(questions, settings));
  addSettingsRoutes(router, { settings, questions });
  addEmailRoutes(router, settings.emails);
  addSharedLinkRoutes(router, { sharedLinks: settings.sharedLinks, questions, publicUrl, now });
  return [router.routes() as Middleware<ReportState>, wrongMethods(router)];
}

function wrongMethods(router: Router<ReportState>): Middleware<ReportState> {
  return async ({ method, path }, next) => {
    const allowed = router.match(path, method).path.flatMap(({ methods }) => methods);
    if (allowed.length === 0 || allowed.includes(method)) {
      await next();
      return;
    }
    const allow = [...new Set(allowed)].join(', ');
    const message = `expected ${allow} for ${path}`;
    throw new ApiError(405, 'wrong-method', message, { headers: { allow } });
  };
}
