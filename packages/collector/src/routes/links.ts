import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { ReadBody } from '../body-error.ts';
import type { CollectLink } from '../collect-link.ts';
import type { Options } from '../configuration/index.ts';
import type { LinkEndpoint } from '../pipeline/link-endpoint.ts';
import { readBody, readHead } from './node-request.ts';
import { writeAnswer } from './write-answer.ts';

/** The routes `/o/<token>`, `/c/<token>` and `/u/<token>`, as far as asked for, under the paths given. */
export function linkRoutes(
  endpoints: readonly LinkEndpoint[],
  { paths, limits }: Pick<Options, 'paths' | 'limits'>,
  collectLink: CollectLink,
  now: () => number,
): Router {
  const router = new Router();
  for (const endpoint of endpoints) {
    // Koa's router also takes the final slash that pytracking's links end with.
    router.all(
      paths[endpoint].map((path) => `${path}/:token`),
      async (context: Context) => {
        const request = readHead(context.req, now());
        const body: ReadBody = (maxBytes = limits.maxBodyBytes) => readBody(context.req, maxBytes);
        const token = String(context['params'].token);
        writeAnswer(context, await collectLink(endpoint, token, request, body));
      },
    );
  }
  return router;
}
