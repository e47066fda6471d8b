import { createLinks } from '@hitmark/codec';
import type { Router } from '@koa/router';
import Koa, { type Context } from 'koa';
import { Registry } from 'prom-client';
import { isClientGone } from './client-gone.ts';
import { createCollect, type Collect } from './collect.ts';
import { createCollectLink, type CollectLink, type LinkReader } from './collect-link.ts';
import { resolveOptions, type PartialOptions } from './configuration/index.ts';
import { startCountries } from './countries.ts';
import { dailyVisitor } from './daily-visitor.ts';
import { configuredForwarders } from './forwarders/index.ts';
import { createFront, inFront, type Front } from './front.ts';
import { ids } from './ids.ts';
import type { Journal } from './journal/index.ts';
import { createLog, type Log } from './log.ts';
import { createMessageWatch } from './message-watch.ts';
import { registerMetrics } from './metrics/register-metrics.ts';
import { readAddress } from './pipeline/origin-facts.ts';
import type { RawRequest } from './pipeline/raw-request.ts';
import { createCleaner } from './pipeline/star-parameters.ts';
import { createRateLimit } from './rate-limit/rate-limit.ts';
import { createRecorder, type OnEvent, type OnRejected } from './recorder.ts';
import { assetResources } from './routes/assets.ts';
import { healthResources } from './routes/health.ts';
import { hitRoutes } from './routes/hits.ts';
import { linkRoutes } from './routes/links.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { resourceRoutes } from './routes/resource.ts';
import { createReadSender } from './site-keys.ts';
import { startDailySalt } from './start-daily-salt.ts';
import { startHitMaker } from './start-hit-maker.ts';
import { createUserAgentReader } from './user-agents.ts';

/** What a program brings beside an operator's options. */
export interface CollectorParts {
  /** Where events are kept. The caller owns it, and closes it. */
  readonly journal: Journal;
  /** Runs once for each new event, when it is on disk. Its failure is logged and changes no answer. */
  readonly onEvent?: OnEvent | undefined;
  /** Runs once for each request that was not recorded because of what was sent. */
  readonly onRejected?: OnRejected | undefined;
  /**
   * Chooses who reads the links of a request, where each sender has keys of its own.
   * @defaultValue one reader, with `links.keys`
   */
  readonly linksFor?: ((request: RawRequest) => LinkReader) | undefined;
  /** @defaultValue pino on stderr, at `logLevel` */
  readonly log?: Log | undefined;
  /**
   * Where metrics are registered, for a program that shows them itself.
   * @defaultValue a registry of the collector's own, shown under `/metrics` if `metrics.token` is set
   */
  readonly registry?: Registry | undefined;
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

/** A Koa application, and what it answers without Koa. */
export interface Collector extends Koa {
  readonly front: Front;
}

/**
 * The whole collector as a Koa application: `createServer(app.callback())`, or mount it in another. Its
 * callback answers hits, links, scripts and health in front of Koa, which is twice as fast.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function createCollector(options: CollectorOptions): Collector {
  const { settings, parts, makeCollect, makeCollectLink } = assemble(options);
  const collect = makeCollect();
  const collectLink = makeCollectLink();
  const resources = [...assetResources(settings.paths), ...healthResources(settings.paths, parts)];
  const app = new Koa();
  app.on('error', (error: unknown, context?: Context) => {
    if (isClientGone(error, context)) return;
    parts.log.error({ event: 'request-failed', err: error }, 'a request has failed');
  });
  app.use(hitRoutes(settings, collect, parts.now).routes());
  app.use(linkRoutes(['open', 'click', 'unsubscribe'], settings, collectLink, parts.now).routes());
  app.use(resourceRoutes(resources, parts.now).routes());
  const { token, port } = settings.metrics;
  if (token !== null && port === null) {
    app.use(metricsRoutes(settings.paths, parts.registry, token).routes());
  }
  const front = createFront(settings, collect, collectLink, resources);
  return Object.assign(app, {
    front,
    callback: () => inFront(front, settings.limits, parts.now, Koa.prototype.callback.call(app)),
  });
}

/**
 * Options of what is mounted in an existing Koa server. The cookie has no default name here: the host
 * application may have an `id` of its own.
 */
export type MountedOptions = CollectorOptions & { readonly cookie: { readonly name: string } };

type Mounted = ReturnType<Router['routes']>;

/**
 * The hit routes alone, as middleware.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function hits(options: MountedOptions): Mounted {
  const { settings, parts, makeCollect } = assemble(mounted(options));
  return hitRoutes(settings, makeCollect(), parts.now).routes();
}

/**
 * Email opens alone, as middleware: `/o/<token>`.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function openTracking(options: MountedOptions): Mounted {
  const { settings, parts, makeCollectLink } = assemble(mounted(options));
  return linkRoutes(['open'], settings, makeCollectLink(), parts.now).routes();
}

/**
 * Email clicks alone, as middleware: `/c/<token>`.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function clickTracking(options: MountedOptions): Mounted {
  const { settings, parts, makeCollectLink } = assemble(mounted(options));
  return linkRoutes(['click'], settings, makeCollectLink(), parts.now).routes();
}

/** An empty cookie name is refused, so that a caller without types is told as well. */
function mounted(options: MountedOptions): MountedOptions {
  return { ...options, cookie: Object.assign({ name: '' }, options.cookie) };
}

/** Puts the pure functions and what they work with together. */
function assemble(options: CollectorOptions) {
  const { journal, onEvent, onRejected, log, registry, now, isDraining, linksFor, ...file } =
    options;
  const settings = resolveOptions({ file });
  const parts = {
    journal,
    log: log ?? createLog(settings.logLevel),
    registry: registry ?? new Registry(),
    now: now ?? Date.now,
    isDraining: isDraining ?? (() => false),
  };
  const forwarders = configuredForwarders(settings);
  const tally = registerMetrics(parts.registry, { ...parts, forwarders });
  const shared = {
    recorder: createRecorder({ log: parts.log, tally, onEvent, onRejected }),
    rateLimit: createRateLimit(settings, parts.log),
    log: parts.log,
  };
  const countryOf = startCountries(settings.geo.file, parts.log);
  const saltAt = startDailySalt(journal, settings.privacy, parts);
  return { settings, parts, makeCollect, makeCollectLink };

  function makeCollect(): Collect {
    const { trustedProxyHops, geo, privacy, storeTimeoutMs, siteKeys } = settings;
    return createCollect({
      ...shared,
      settings,
      storeHits: startHitMaker(journal, settings, onEvent !== undefined),
      countryOf: (head) =>
        geo.file === null ? null : countryOf(readAddress(head, trustedProxyHops)),
      saltAt: (time) => (privacy.visitors === 'daily' ? saltAt(time).toString('latin1') : null),
      storeTimeoutMs,
      readSender: createReadSender(siteKeys),
    });
  }

  function makeCollectLink(): CollectLink {
    const { keys, dictionaries } = settings.links;
    const links = createLinks({ keys, dictionaries, now: parts.now });
    return createCollectLink({
      ...shared,
      settings,
      journal,
      reader: linksFor ?? (() => links),
      watch: createMessageWatch(),
      ids,
      readUserAgent: createUserAgentReader(),
      countryOf,
      ...createCleaner(settings.privacy.starredParameters),
      dailyVisitor: (traits, time) => dailyVisitor(traits, saltAt(time)),
    });
  }
}
