import type { Router } from '@koa/router';
import Koa from 'koa';
import type { CollectTools, OnEvent, OnRejected } from './collect.ts';
import { resolveOptions, type Options, type PartialOptions } from './configuration/index.ts';
import { ids } from './ids.ts';
import type { Journal } from './journal/index.ts';
import { createLog, type Log } from './log.ts';
import { assetRoutes } from './routes/assets.ts';
import { healthRoutes } from './routes/health.ts';
import { hitRoutes } from './routes/hits.ts';

/** What a program brings beside an operator's options. */
export interface CollectorParts {
  /** Where events are kept. The caller owns it, and closes it. */
  readonly journal: Journal;
  /** Runs once for each new event, when it is on disk. Its failure is logged and changes no answer. */
  readonly onEvent?: OnEvent | undefined;
  /** Runs once for each hit that was not recorded because of what was sent. */
  readonly onRejected?: OnRejected | undefined;
  /** @defaultValue pino on stderr, at `logLevel` */
  readonly log?: Log | undefined;
  /**
   * Clock, Unix ms.
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * Whether the server is shutting down, for `/readyz`.
   * @defaultValue never
   */
  readonly isDraining?: (() => boolean) | undefined;
}

/** The operator's options and the program's parts, as one object. */
export type CollectorOptions = PartialOptions & CollectorParts;

/**
 * The whole collector as a Koa application: `createServer(app.callback())`, or mount it in another.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function createCollector(options: CollectorOptions): Koa {
  const { parts, settings } = separate(options);
  const app = new Koa();
  app.on('error', (error: unknown) => {
    parts.log.error({ event: 'request-failed', err: error }, 'a request has failed');
  });
  app.use(hitRoutes(settings, collectTools(parts, settings), parts.now).routes());
  app.use(assetRoutes(settings.paths).routes());
  app.use(healthRoutes(settings.paths, parts).routes());
  return app;
}

/**
 * The hit routes alone, as middleware for an existing Koa server. The cookie has no default name here:
 * the host application may have an `id` of its own.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function hits(
  options: CollectorOptions & { readonly cookie: { readonly name: string } },
): ReturnType<Router['routes']> {
  // An empty name is refused, so that a caller without types is told as well.
  const cookie = Object.assign({ name: '' }, options.cookie);
  const { parts, settings } = separate({ ...options, cookie });
  return hitRoutes(settings, collectTools(parts, settings), parts.now).routes();
}

type Parts = ReturnType<typeof separate>['parts'];

function separate(options: CollectorOptions) {
  const { journal, onEvent, onRejected, log, now, isDraining, ...file } = options;
  const settings = resolveOptions({ file });
  const parts = {
    journal,
    onEvent,
    onRejected,
    log: log ?? createLog(settings.logLevel),
    now: now ?? Date.now,
    isDraining: isDraining ?? (() => false),
  };
  return { parts, settings };
}

function collectTools(parts: Parts, settings: Options): CollectTools {
  return { ...parts, ids, settings, storeTimeoutMs: settings.storeTimeoutMs };
}
