import type { Registry } from 'prom-client';
import type { Journal } from '../journal/index.ts';
import { registerBuildInfo } from './build-info.ts';
import { registerJournal, registerSurvey } from './journal-metrics.ts';
import { registerTally } from './tally-metrics.ts';
import { createTally, type Tally } from './tally.ts';

/** What metrics tell of, beside what is counted. */
interface Watched {
  readonly journal: Journal;
  /** Names of those that are configured. */
  readonly forwarders: readonly string[];
  /** Clock, Unix ms. */
  readonly now: () => number;
}

const tallies = new WeakMap<Registry, Tally>();

/**
 * Registers every metric of a collector; answers what is to be counted with. Once a registry: routes
 * that are mounted one by one in a server share its tally, and its journal.
 */
export function registerMetrics(registry: Registry, { journal, forwarders, now }: Watched): Tally {
  const known = tallies.get(registry);
  if (known !== undefined) return known;
  const tally = createTally();
  tallies.set(registry, tally);
  registerTally(registry, tally);
  registerJournal(registry, journal);
  registerSurvey(registry, journal, forwarders, now);
  registerBuildInfo(registry);
  return tally;
}
