import type { Middleware } from 'koa';
import type { ReadBody } from '../ingest/request-body.ts';
import { readBody, readHead } from './node-request.ts';
import type { Dispatch } from './route.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * Makes a route table Koa middleware. What it has no route for goes on to the next middleware.
 *
 * @param now clock, Unix ms
 */
export function koaMiddleware(
  dispatch: Dispatch,
  { maxBodyBytes }: { readonly maxBodyBytes: number },
  now: () => number,
): Middleware {
  return async (context, next) => {
    const body: ReadBody = (maxBytes = maxBodyBytes) => readBody(context.req, maxBytes);
    const answer = dispatch(readHead(context.req, now()), body);
    if (answer === null) await next();
    else writeAnswer(context, await answer);
  };
}
