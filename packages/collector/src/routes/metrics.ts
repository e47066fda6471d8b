import { Registry } from 'prom-client';
import { pageHeaders } from '../pages/page-headers.ts';
import { isBearer } from '../text/bearer.ts';
import { readMethods, type Route } from './route.ts';

/** Source of the text of metrics. */
export interface MetricsSource {
  metrics(): Promise<string>;
}

/**
 * The route `/metrics`.
 *
 * @param token token that a scraper must show; null: none, since only the operator reaches this address
 */
export function metricsRoute(
  paths: readonly string[],
  source: MetricsSource,
  token: string | null,
): Route {
  return {
    paths,
    methods: readMethods,
    async answer({ headers: { authorization } }) {
      if (token !== null && !isBearer(String(authorization ?? ''), token)) {
        const headers = { ...pageHeaders(), 'www-authenticate': 'Bearer' };
        return { status: 401, headers, body: '' };
      }
      const headers = { ...pageHeaders(), 'content-type': Registry.PROMETHEUS_CONTENT_TYPE };
      return { status: 200, headers, body: await source.metrics() };
    },
  };
}
