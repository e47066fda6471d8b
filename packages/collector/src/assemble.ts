import { Registry } from 'prom-client';
import {
  ConfigurationError,
  resolveOptions,
  type Options,
  type PartialOptions,
} from './configuration/index.ts';
import { createHandlers } from './create-handlers.ts';
import { startCountries } from './enrich/countries.ts';
import { configuredForwarders, type RunningForwarders } from './forwarders/index.ts';
import type { LinkReader } from './ingest/read-link.ts';
import type { Journal } from './ingest/journal.ts';
import { createLog, type Log } from './log.ts';
import { registerMetrics } from './metrics/register-metrics.ts';
import type { Counters } from './metrics/counters.ts';
import type { RawRequest } from './pipeline/request/raw-request.ts';
import type { OnEvent, OnRejected } from './ingest/hooks.ts';
import { appLinkRoutes } from './routes/app-links.ts';
import { assetRoutes } from './routes/assets.ts';
import { healthRoutes } from './routes/health.ts';
import { hitRoutes } from './routes/hits.ts';
import { linkRoute } from './routes/links.ts';
import { metricsRoute } from './routes/metrics.ts';
import { robotsRoute } from './routes/robots.ts';
import type { Route } from './routes/route.ts';
import { startDailySalt } from './visitors/start-daily-salt.ts';

/** Parts that a program brings beside an operator's options. */
export interface CollectorParts {
  /** Journal that keeps the events. The caller owns it, and closes it. */
  readonly journal: Journal;
  /**
   * Forwarders of the journal, from `createForwarders`: answers wait for them with `acknowledge: 'replicas'`.
   * @defaultValue none, which `acknowledge: 'disk'` allows
   */
  readonly forwarders?: Pick<RunningForwarders, 'replicas'> | undefined;
  /** Runs once for each new event, when it is on disk. Its failure is logged and changes no answer. */
  readonly onEvent?: OnEvent | undefined;
  /** Runs once for each request that was rejected because of its contents. */
  readonly onRejected?: OnRejected | undefined;
  /**
   * Chooses the reader of a request's links, where each sender has keys of its own.
   * @defaultValue one reader, with `links.keys`
   */
  readonly linksFor?: ((request: RawRequest) => LinkReader) | undefined;
  /** @defaultValue pino on stderr, at `logLevel` */
  readonly log?: Log | undefined;
  /**
   * Registry of the metrics, for a program that shows them itself.
   * @defaultValue a registry of the collector's own, shown under `/metrics` if `metrics.token` is set
   */
  readonly registry?: Registry | undefined;
  /**
   * Clock, Unix ms.
   * @defaultValue Date.now
   */
  readonly now?: (() => number) | undefined;
  /**
   * Tells whether the server is shutting down, for `/readyz`.
   * @defaultValue never
   */
  readonly isDraining?: (() => boolean) | undefined;
}

/** The operator's options and the program's parts, as one object. */
export type CollectorOptions = PartialOptions & CollectorParts;

/** A collector put together, for whatever server is to answer its routes. */
export interface Assembly {
  readonly settings: Options;
  readonly log: Log;
  /** Clock, Unix ms. */
  readonly now: () => number;
  readonly counters: Counters;
  /** Every route, in groups that can be mounted by themselves. */
  readonly routes: Readonly<Record<RouteGroup, readonly Route[]>>;
  /** Ends the timers of the collector. It leaves the journal open: whoever opened it closes it. */
  close(): void;
}

export type RouteGroup = 'hits' | 'opens' | 'clicks' | 'unsubscribes' | 'resources' | 'ownHost';

/**
 * Puts a collector together. What is mounted by itself in an existing server (`hits`, `openTracking`,
 * `clickTracking`) shares one of these, and so one set of limits, counters and files.
 *
 * @throws ConfigurationError listing every problem of the options
 */
export function assemble(options: CollectorOptions): Assembly {
  // The operator's options are whatever is none of the parts.
  const {
    journal,
    forwarders,
    onEvent,
    onRejected,
    linksFor,
    log,
    registry,
    now,
    isDraining,
    ...file
  } = options;
  return assembleResolved(resolveOptions({ file }), options);
}

/** Does the same as `assemble` with options that are already resolved, and with counters if they are already registered. */
export function assembleResolved(
  settings: Options,
  parts: CollectorParts,
  registered?: Counters,
): Assembly {
  const { journal, now = Date.now } = parts;
  const replicas = awaitedReplicas(settings, parts);
  const { log = createLog(settings.logLevel), registry = new Registry() } = parts;
  const watched = { journal, replicas, forwarders: configuredForwarders(settings), now };
  const counters = registered ?? registerMetrics(registry, watched);
  const appLinks = appLinkRoutes(settings.appLinks.folder);
  const countries = startCountries(settings.geo.file, log);
  const salts = startDailySalt(journal, settings.privacy, { log, now });
  const { handleHits, handleLink } = createHandlers({
    settings,
    log,
    now,
    journal,
    counters,
    replicas,
    countryOf: countries.countryOf,
    saltAt: salts.at,
    onEvent: parts.onEvent,
    onRejected: parts.onRejected,
    linksFor: parts.linksFor,
  });
  const { paths, metrics } = settings;
  const isMetricsHere = metrics.token !== null && metrics.port === null;
  return {
    settings,
    log,
    now,
    counters,
    routes: {
      hits: hitRoutes(paths, handleHits),
      opens: [linkRoute('open', paths, handleLink)],
      clicks: [linkRoute('click', paths, handleLink)],
      unsubscribes: [linkRoute('unsubscribe', paths, handleLink)],
      ownHost: [
        robotsRoute(
          paths.robots,
          appLinks.flatMap((route) => route.paths),
        ),
        ...appLinks,
      ],
      resources: [
        ...assetRoutes(paths),
        ...healthRoutes(paths, {
          journal,
          now,
          // With `disk` hits are taken all the same.
          missingReplicas: () => (replicas?.whenLate === 'refuse' ? replicas.unavailable() : null),
          isDraining: parts.isDraining ?? (() => false),
        }),
        ...(isMetricsHere ? [metricsRoute(paths.metrics, registry, metrics.token)] : []),
      ],
    },
    close() {
      countries.close();
      salts.close();
    },
  };
}

/**
 * Replicas that answers wait for; null: they do not wait.
 *
 * @throws ConfigurationError where they would not wait as the options say
 */
function awaitedReplicas(
  { acknowledge }: Options,
  { forwarders }: CollectorParts,
): RunningForwarders['replicas'] {
  if (acknowledge === 'disk') return null;
  if (forwarders?.replicas != null) return forwarders.replicas;
  throw new ConfigurationError([
    'acknowledge: replicas needs `forwarders`, from createForwarders() with the same options',
  ]);
}
