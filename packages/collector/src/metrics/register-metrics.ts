import type { Registry } from 'prom-client';
import type { JournalCore } from '../journal/index.ts';
import { registerBuildInfo } from './build-info.ts';
import { registerDisk, registerQueue, registerSurvey } from './journal-metrics.ts';
import { registerCounters } from './counter-metrics.ts';
import { createCounters, type Counters } from './counters.ts';

/** Sources of metrics, beside what is counted. */
interface Watched {
  readonly journal: JournalCore;
  /** Names of those that are configured. */
  readonly forwarders: readonly string[];
  /** Clock, Unix ms. */
  readonly now: () => number;
}

/** Registers every metric of a collector; answers what is to be counted with. */
export function registerMetrics(registry: Registry, watched: Watched): Counters {
  registerJournalWatch(registry, watched);
  return registerCollecting(registry, watched.journal);
}

/** Registers what each process that takes hits tells; answers what is to be counted with. */
export function registerCollecting(registry: Registry, journal: JournalCore): Counters {
  const counters = createCounters();
  registerCounters(registry, counters);
  registerQueue(registry, journal);
  return counters;
}

/** Registers what one process tells of a journal, however many take hits for it. */
export function registerJournalWatch(
  registry: Registry,
  { journal, forwarders, now }: Watched,
): void {
  registerDisk(registry, journal);
  registerSurvey(registry, journal, forwarders, now);
  registerBuildInfo(registry);
}
