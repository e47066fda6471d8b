import type { Registry } from 'prom-client';
import type { JournalCore } from '../journal/index.ts';
import type { Replicas } from '../forwarders/index.ts';
import { registerBuildInfo } from './build-info.ts';
import { registerDisk, registerQueue, registerSurvey } from './journal-metrics.ts';
import { registerCounters } from './counter-metrics.ts';
import { registerReplicas } from './replica-metrics.ts';
import { createCounters, type Counters } from './counters.ts';

/** Parts of a collector that metrics are read from, beside the counters. */
interface MetricSources {
  readonly journal: JournalCore;
  /** Replicas that answers wait for; null: none. */
  readonly replicas: Pick<Replicas, 'unavailable'> | null;
  /** Names of the configured forwarders. */
  readonly forwarders: readonly string[];
  /** Clock, Unix ms. */
  readonly now: () => number;
}

/** Registers every metric of a collector that is one process. @returns the counters that its code increments */
export function registerMetrics(registry: Registry, sources: MetricSources): Counters {
  registerJournalMetrics(registry, sources);
  return registerRequestMetrics(registry, sources.journal);
}

/**
 * Registers the metrics that each process which takes hits has of its own.
 *
 * @returns the counters that its code increments
 */
export function registerRequestMetrics(registry: Registry, journal: JournalCore): Counters {
  const counters = createCounters();
  registerCounters(registry, counters);
  registerQueue(registry, journal);
  return counters;
}

/** Registers the metrics of the journal, in one process alone: several would be summed. */
export function registerJournalMetrics(
  registry: Registry,
  { journal, replicas, forwarders, now }: MetricSources,
): void {
  if (replicas !== null) registerReplicas(registry, replicas);
  registerDisk(registry, journal);
  registerSurvey(registry, journal, forwarders, now);
  registerBuildInfo(registry);
}
