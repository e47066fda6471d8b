import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { CollectorParts } from '../app.ts';

/** How many hits are remembered. */
const maxHits = 100;

/** What arrived at a collector in development, stored or not, newest first: `GET /debug/hits`. */
export interface DebugHits {
  /** For the collector, which tells what became of each hit. */
  readonly hooks: Pick<CollectorParts, 'onEvent' | 'onRejected'>;
  readonly routes: ReturnType<Router['routes']>;
}

export function createDebugHits(): DebugHits {
  const hits: object[] = [];
  const add = (hit: object): void => {
    hits.unshift(hit);
    hits.splice(maxHits);
  };
  const router = new Router();
  router.get('/debug/hits', (context: Context) => {
    context.set('cache-control', 'no-store');
    context.body = hits;
  });
  return {
    hooks: {
      onEvent: (event, { method, path, query }) => add({ method, path, query, stored: event }),
      onRejected: (rejected, { method, path, query }) => add({ method, path, query, rejected }),
    },
    routes: router.routes(),
  };
}
