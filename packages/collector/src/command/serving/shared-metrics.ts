import { AggregatorRegistry, Registry, collectDefaultMetrics } from 'prom-client';
import type { Options } from '../../configuration/index.ts';
import { configuredForwarders, type Replicas } from '../../forwarders/index.ts';
import type { JournalCore } from '../../journal/index.ts';
import { registerRequestMetrics, registerJournalMetrics } from '../../metrics/register-metrics.ts';
import type { MetricsSource } from '../../routes/metrics.ts';
import type { ServerMetrics } from './start-server.ts';

/** In a worker: metrics that the process which has started it may ask for. */
export function shareMetrics(journal: JournalCore): Required<ServerMetrics> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counters = registerRequestMetrics(registry, journal);
  AggregatorRegistry.setRegistries(registry);
  // It answers for the registries that were set.
  void new AggregatorRegistry();
  return { registry, counters };
}

/**
 * Gathers, in the process that has started the workers, the sums of their metrics and the journal's own.
 *
 * @param own metrics of this process
 */
export function gatherMetrics(
  options: Options,
  sources: { readonly journal: JournalCore; readonly replicas: Replicas | null },
  own: Registry,
): MetricsSource {
  const workers = new AggregatorRegistry();
  const forwarders = configuredForwarders(options);
  registerJournalMetrics(own, { ...sources, forwarders, now: Date.now });
  return {
    async metrics() {
      const texts = await Promise.all([workers.clusterMetrics(), own.metrics()]);
      return texts.join('\n');
    },
  };
}
