import Koa, { type Context, type Middleware } from 'koa';
import { assemble, type Assembly, type CollectorOptions, type RouteGroup } from './assemble.ts';
import { isClientGone } from './routes/client-gone.ts';
import { koaMiddleware } from './routes/koa-middleware.ts';
import { notFoundPage } from './routes/not-found-page.ts';
import { createDispatch, type Dispatch } from './routes/route.ts';

/** Koa middleware of a collector. */
export type CollectorMiddleware = Middleware & {
  /** Ends its timers. It leaves the journal open: whoever opened it closes it. */
  close(): void;
};

/**
 * Creates the collector as Koa middleware for an existing server: `new Koa().use(auth).use(collector(options))`.
 * Middleware before it sees every request, and can refuse it. `/robots.txt` and app link files are left out: they
 * belong to the site that the server is for.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function collector(options: CollectorOptions): CollectorMiddleware {
  return middlewareOf(assemble(options), mounted);
}

/** A collector as a Koa application of its own. */
export interface Collector extends Koa {
  /** Ends its timers. It leaves the journal open: whoever opened it closes it. */
  close(): void;
}

/**
 * Creates the collector as a Koa application: `createServer(createCollector(options).callback())`.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function createCollector(options: CollectorOptions): Collector {
  return applicationOf(assemble(options));
}

/** Creates the Koa application of an assembled collector. */
export function applicationOf(assembly: Assembly): Collector {
  const app = new Koa();
  app.on('error', (error: unknown, context?: Context) => {
    if (isClientGone(error, context)) return;
    assembly.log.error({ event: 'request-failed', err: error }, 'a request has failed');
  });
  app.use(notFoundPage());
  app.use(middlewareOf(assembly));
  return Object.assign(app, { close: () => assembly.close() });
}

/** Creates the dispatch of a collector's routes, for a server that answers them without Koa. */
export function dispatchOf(assembly: Assembly, groups: readonly RouteGroup[] = all): Dispatch {
  return createDispatch(groups.flatMap((group) => assembly.routes[group]));
}

const mounted: readonly RouteGroup[] = ['hits', 'opens', 'clicks', 'unsubscribes', 'resources'];
/** Routes of a collector with a host of its own. One that is mounted in another site leaves robots.txt to that site. */
const all: readonly RouteGroup[] = [...mounted, 'ownHost'];

/**
 * Options of routes that are mounted in an existing Koa server. The cookie has no default name here: that server
 * may have a cookie `id` of its own.
 */
export type MountedOptions = CollectorOptions & { readonly cookie: { readonly name: string } };

/**
 * The hit routes alone, as middleware.
 *
 * @param options options, or an `assemble(options)` that is shared with other routes
 * @throws ConfigurationError listing every problem of the options
 */
export function hits(options: MountedOptions | Assembly): CollectorMiddleware {
  return mount(options, 'hits');
}

/**
 * Email opens alone, as middleware: `/o/<token>`.
 *
 * @param options options, or an `assemble(options)` that is shared with other routes
 * @throws ConfigurationError listing every problem of the options
 */
export function openTracking(options: MountedOptions | Assembly): CollectorMiddleware {
  return mount(options, 'opens');
}

/**
 * Email clicks alone, as middleware: `/c/<token>`.
 *
 * @param options options, or an `assemble(options)` that is shared with other routes
 * @throws ConfigurationError listing every problem of the options
 */
export function clickTracking(options: MountedOptions | Assembly): CollectorMiddleware {
  return mount(options, 'clicks');
}

function mount(options: MountedOptions | Assembly, group: RouteGroup): CollectorMiddleware {
  if ('routes' in options) return middlewareOf(options, [group]);
  // Callers without TypeScript may leave the name out: an empty one makes `assemble` throw.
  const cookie = Object.assign({ name: '' }, options.cookie);
  return middlewareOf(assemble({ ...options, cookie }), [group]);
}

function middlewareOf(assembly: Assembly, groups?: readonly RouteGroup[]): CollectorMiddleware {
  const { settings, now } = assembly;
  const middleware = koaMiddleware(dispatchOf(assembly, groups), settings.limits, now);
  return Object.assign(middleware, { close: () => assembly.close() });
}
