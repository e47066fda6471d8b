import type { Middleware } from 'koa';
import type { ReportState } from '../server/state.ts';
import { AccessError } from './access-error.ts';

/** Paths of the API that a shared link reaches: numbers, each narrowed to the link. */
const numbers = /^\/api\/(query|sites|openapi\.json|funnels\/\d+\/query)$/;

/** Paths of the API in any spelling, also those that no route takes. */
const api = /^\/+api(\/|$)/i;

/**
 * Creates middleware that limits shared links to pages and numbers, and to reading. It lists what they may reach, so
 * that a route added to the API later is closed to them.
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
