import { Router } from '@koa/router';
import type { Context } from 'koa';
import { createCollect, type CollectTools } from '../collect.ts';
import type { Options } from '../configuration/index.ts';
import type { Answer } from '../pipeline/answer.ts';
import { readBody, readHead } from './node-request.ts';

/** The routes `/track.js`, `/pixel.gif` and `/hits`, under the paths given. */
export function hitRoutes(
  { paths, limits }: Pick<Options, 'paths' | 'limits'>,
  tools: CollectTools,
  now: () => number,
): Router {
  const collect = createCollect(tools);
  const router = new Router();
  for (const endpoint of ['script', 'pixel', 'hits'] as const) {
    router.all([...paths[endpoint]], async (context: Context) => {
      const request = readHead(context.req, now());
      const body = (): Promise<Uint8Array> => readBody(context.req, limits.maxBodyBytes);
      writeAnswer(context, await collect(endpoint, request, body));
    });
  }
  return router;
}

function writeAnswer(context: Context, { status, headers, body }: Answer): void {
  // First the body: setting one makes Koa choose a type, and null makes it drop headers.
  context.body = body instanceof Uint8Array ? Buffer.from(body) : body;
  context.status = status;
  context.set(headers);
  // What is left of a body that was too large is not waited for.
  if (status === 413) context.set('connection', 'close');
}
