import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Registry } from 'prom-client';

/**
 * The route `/metrics`, under the paths given.
 *
 * @param token what a scraper must show; null: none, since only the operator reaches this address
 */
export function metricsRoutes(
  paths: { readonly metrics: readonly string[] },
  registry: Registry,
  token: string | null,
): Router {
  const router = new Router();
  router.get([...paths.metrics], async (context: Context) => {
    context.set('cache-control', 'no-store');
    if (token !== null && !isBearer(context.get('authorization'), token)) {
      context.status = 401;
      context.set('www-authenticate', 'Bearer');
      return;
    }
    context.body = await registry.metrics();
    context.set('content-type', registry.contentType);
  });
  return router;
}

/** In a time that tells nothing of the token: digests are of one length, and compared whole. */
function isBearer(authorization: string, token: string): boolean {
  return timingSafeEqual(digest(authorization), digest(`Bearer ${token}`));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
