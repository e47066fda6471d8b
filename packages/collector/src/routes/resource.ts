import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Answer } from '../pipeline/answer.ts';
import type { RawRequest } from '../pipeline/raw-request.ts';
import { readHead } from './node-request.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * What GET is answered with under some paths, whichever server has read the request. What is asked for
 * between hits should be one: a connection that Koa answers once is not the lane's any more.
 */
export interface Resource {
  readonly paths: readonly string[];
  readonly get: (request: RawRequest) => Promise<Answer>;
}

/** The routes of resources. */
export function resourceRoutes(resources: readonly Resource[], now: () => number): Router {
  const router = new Router();
  for (const { paths, get } of resources) {
    router.get([...paths], async (context: Context) => {
      writeAnswer(context, await get(readHead(context.req, now())));
    });
  }
  return router;
}
