import type { Middleware } from 'koa';
import type { ReportState } from '../server/state.ts';
import { AccessError } from './access-error.ts';

/** Paths of the API that a shared link reaches: numbers, each narrowed to the link. */
const numbers = /^\/api\/(query|sites|openapi\.json|funnels\/\d+\/query)$/;

/** The API, however its path is written: whether a route takes it is not decided here. */
const api = /^\/+api(\/|$)/i;

/**
 * Creates middleware that keeps shared links to numbers and pages: what is added to the API later is not
 * theirs by oversight, and they change nothing.
 */
export function limitShared(): Middleware<ReportState> {
  return async ({ state, path, method }, next) => {
    if (state.reader.kind === 'shared') {
      const isRead = ['GET', 'HEAD'].includes(method) && !api.test(path);
      if (!isRead && !numbers.test(path)) {
        const message = 'a shared link shows numbers only: log in for this';
        throw new AccessError('login-needed', message, []);
      }
    }
    await next();
  };
}
