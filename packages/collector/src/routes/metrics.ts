import { createHash, timingSafeEqual } from 'node:crypto';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { Registry } from 'prom-client';
import { pageHeaders } from '../pages/page-headers.ts';

/** Where the text of metrics comes from. */
export interface MetricsSource {
  metrics(): Promise<string>;
}

/**
 * The route `/metrics`, under the paths given.
 *
 * @param token what a scraper must show; null: none, since only the operator reaches this address
 */
export function metricsRoutes(
  paths: { readonly metrics: readonly string[] },
  source: MetricsSource,
  token: string | null,
): Router {
  const router = new Router();
  router.get([...paths.metrics], async (context: Context) => {
    context.set(pageHeaders());
    if (token !== null && !isBearer(context.get('authorization'), token)) {
      context.status = 401;
      context.set('www-authenticate', 'Bearer');
      return;
    }
    context.body = await source.metrics();
    context.set('content-type', Registry.PROMETHEUS_CONTENT_TYPE);
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
