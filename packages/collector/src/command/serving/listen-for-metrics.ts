import Koa from 'koa';
import type { Options } from '../../configuration/index.ts';
import type { Log } from '../../log.ts';
import { createCounters } from '../../metrics/counters.ts';
import { koaMiddleware } from '../../routes/koa-middleware.ts';
import { metricsRoute, type MetricsSource } from '../../routes/metrics.ts';
import { ownHostOnly } from '../../routes/own-host-only.ts';
import { createDispatch } from '../../routes/route.ts';
import type { Listening } from '../../server/listen.ts';
import { listenOrFail } from './listen-or-fail.ts';

/**
 * Serves `/metrics` on an address of its own; null: it has none.
 *
 * @throws CommandError where it can't listen
 */
export async function listenForMetrics(
  options: Options,
  source: MetricsSource,
  log: Log,
): Promise<Listening | null> {
  const { host, port, token } = options.metrics;
  if (port === null) return null;
  const app = new Koa();
  // With a token the host name is not checked: pages of other sites don't know the token.
  if (token === null) app.use(ownHostOnly({ ...options, names: [host] }));
  const dispatch = createDispatch([metricsRoute(options.paths.metrics, source, token)]);
  app.use(koaMiddleware(dispatch, options.limits, Date.now));
  const listening = await listenOrFail(
    { application: app.callback(), fastPath: null },
    { ...options, host, port, drainMs: 0 },
    { log, counters: createCounters() },
  );
  const { url } = listening;
  log.info({ event: 'metrics-listening', metricsUrl: url }, `metrics on ${url}`);
  return listening;
}
