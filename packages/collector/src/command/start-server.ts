import type Koa from 'koa';
import type { Registry } from 'prom-client';
import { createCollector, type CollectorParts } from '../app.ts';
import type { Options } from '../configuration/index.ts';
import { configuredForwarders } from '../forwarders/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Log } from '../log.ts';
import { registerMetrics } from '../metrics/register-metrics.ts';
import type { Listening } from '../serve.ts';
import { listenOrFail } from './listen-or-fail.ts';

/** What a command adds to a collector. */
export interface Extension {
  /** Are told what became of each hit. */
  readonly hooks?: Pick<CollectorParts, 'onEvent' | 'onRejected'>;
  /** Adds routes to the application before it listens. */
  readonly extend?: (app: Koa) => void;
}

/**
 * Takes hits for a journal, in this process.
 *
 * @throws CommandError where it can't listen
 */
export async function startServer(
  options: Options,
  journal: Journal,
  registry: Registry,
  log: Log,
  { hooks, extend }: Extension,
): Promise<Listening> {
  let draining = false;
  const tally = registerMetrics(registry, {
    journal,
    forwarders: configuredForwarders(options),
    now: Date.now,
  });
  const app = createCollector({
    ...options,
    ...hooks,
    journal,
    log,
    registry,
    isDraining: () => draining,
  });
  extend?.(app);
  const server = await listenOrFail(app, options, log, tally);
  return {
    ...server,
    drain() {
      draining = true;
      return server.drain();
    },
  };
}
