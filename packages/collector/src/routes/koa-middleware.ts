import type { Context, Middleware } from 'koa';
import { bodyTooLarge, type ReadBody } from '../ingest/request-body.ts';
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
    const body: ReadBody = (maxBytes = maxBodyBytes) =>
      readParsedBody(context, maxBytes) ?? readBody(context.req, maxBytes);
    const answer = dispatch(readHead(context.req, now()), body);
    if (answer === null) await next();
    else writeAnswer(context, await answer);
  };
}

/** Body that middleware before this has read, and has kept as `rawBody` beside what it made of it; null: there is none. */
function readParsedBody({ request }: Context, maxBytes: number): Promise<Uint8Array> | null {
  const { rawBody } = request as { readonly rawBody?: unknown };
  if (typeof rawBody !== 'string') return null;
  const bytes = new TextEncoder().encode(rawBody);
  return bytes.length > maxBytes ? Promise.reject(bodyTooLarge(maxBytes)) : Promise.resolve(bytes);
}
