import type Koa from 'koa';
import type { Registry } from 'prom-client';
import { applicationOf, dispatchOf } from '../../app.ts';
import { assembleResolved, type CollectorParts } from '../../assemble.ts';
import type { Options } from '../../configuration/index.ts';
import type { Turn } from '../../server/drain.ts';
import type { Journal } from '../../ingest/journal.ts';
import type { Log } from '../../log.ts';
import type { Counters } from '../../metrics/counters.ts';
import type { Listening } from '../../server/listen.ts';
import { listenOrFail } from './listen-or-fail.ts';

/** Additions of a command to a collector. */
export interface Extension {
  /** Hooks that are called for each hit. */
  readonly hooks?: Pick<CollectorParts, 'onEvent' | 'onRejected'>;
  /** Adds routes to the application before it listens. */
  readonly extend?: (app: Koa) => void;
  /** Prepares the journal before anybody reads it. */
  readonly prepare?: (journal: Journal) => Promise<void>;
  /**
   * Runs the report where `report.enabled` is null, open to everybody on this machine.
   * @defaultValue false
   */
  readonly showsReport?: boolean;
}

/** Registry and counters of a process's metrics. */
export interface ServerMetrics {
  readonly registry: Registry;
  /**
   * Counters, where they are registered already.
   * @defaultValue none: every metric of the collector is registered
   */
  readonly counters?: Counters;
}

/** Parts of a process that takes hits. */
interface ServerParts extends ServerMetrics, Pick<CollectorParts, 'forwarders'> {
  readonly journal: Journal;
  readonly log: Log;
  /** Waits for the connections that another process has accepted for this one. */
  readonly turn?: Turn;
}

/**
 * Takes hits for a journal, in this process.
 *
 * @throws CommandError where it can't listen
 */
export async function startServer(
  options: Options,
  { journal, log, registry, counters, forwarders, turn }: ServerParts,
  { hooks, extend }: Extension,
): Promise<Listening> {
  let draining = false;
  const parts = { ...hooks, forwarders, journal, log, registry, isDraining: () => draining };
  const assembly = assembleResolved(options, parts, counters);
  const app = applicationOf(assembly);
  extend?.(app);
  const handlers = {
    application: app.callback(),
    fastPath: options.fastPath ? dispatchOf(assembly) : null,
  };
  const server = await listenOrFail(handlers, options, {
    log,
    counters: assembly.counters,
    turn,
  });
  return {
    ...server,
    async drain() {
      draining = true;
      await server.drain();
      assembly.close();
    },
  };
}
