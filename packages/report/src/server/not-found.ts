import type { Middleware } from 'koa';
import { ApiError } from './api-error.ts';

/** Creates the last middleware: nobody before it has answered. */
export function notFound(): Middleware {
  return ({ path }) => {
    throw new ApiError(404, 'not-found', `there is no ${path}: see docs/query-api.md`);
  };
}
