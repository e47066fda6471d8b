import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Collect } from '../collect.ts';
import type { Options } from '../configuration/index.ts';
import { readBody, readHead } from './node-request.ts';
import { writeAnswer } from './write-answer.ts';

/** The routes `/track.js`, `/pixel.gif` and `/hits`, under the paths given. */
export function hitRoutes(
  { paths, limits }: Pick<Options, 'paths' | 'limits'>,
  collect: Collect,
  now: () => number,
): Router {
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
