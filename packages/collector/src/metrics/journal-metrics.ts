import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { JournalCore, JournalFigures, Survey } from '../journal/index.ts';
import { createGauges } from './gauges.ts';

/** Buckets from a fast disk's fsync to one that hangs, in seconds. */
const commitSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** A commit serves as many events as came during the one before. */
const commitEvents = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000];

/** Registers figures of a journal's queue: each process that takes hits has one. */
export function registerQueue(registry: Registry, journal: JournalCore): void {
  registerCommits(registry, journal);
  registerFigures(registry, journal, Gauge, [
    ['hitmark_journal_queued_events', 'Events that wait for the disk', 'queuedEvents'],
    ['hitmark_journal_queued_bytes', 'The same in characters of JSON', 'queuedBytes'],
  ]);
}

/** Registers figures of a journal's disk: registered once, however many processes take hits. */
export function registerDisk(registry: Registry, journal: JournalCore): void {
  registerFigures(registry, journal, Gauge, [
    ['hitmark_disk_free_bytes', 'Bytes free on the disk of the journal', 'freeBytes'],
  ]);
  registerFigures(registry, journal, Counter, [
    ['hitmark_retention_deleted_total', 'Events that retention has deleted', 'deleted'],
    [
      'hitmark_retention_undelivered_total',
      'Deliveries that retention has deleted with their events',
      'undelivered',
    ],
  ]);
}

function registerFigures(
  registry: Registry,
  journal: JournalCore,
  Kind: typeof Gauge | typeof Counter,
  metrics: readonly (readonly [name: string, help: string, figure: keyof JournalFigures])[],
): void {
  for (const [name, help, figure] of metrics) {
    void new Kind({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(journal.figures()[figure]);
      },
    });
  }
}

function registerCommits(registry: Registry, journal: JournalCore): void {
  const registers = [registry];
  const seconds = new Histogram({
    name: 'hitmark_journal_commit_seconds',
    help: 'How long a transaction took to be on disk',
    buckets: commitSeconds,
    registers,
  });
  const events = new Histogram({
    name: 'hitmark_journal_commit_events',
    help: 'Events in a transaction',
    buckets: commitEvents,
    registers,
  });
  const failed = new Counter({
    name: 'hitmark_journal_commits_failed_total',
    help: 'Transactions that stored nothing',
    registers,
  });
  journal.onCommit((commit) => {
    if (!commit.stored) return failed.inc();
    seconds.observe(commit.ms / 1_000);
    events.observe(commit.events);
  });
}

/**
 * Registers how things stand in the journal's file, which is looked at once a scrape.
 *
 * @param forwarders whose lag is shown: those that are configured
 * @param now clock, Unix ms
 */
export function registerSurvey(
  registry: Registry,
  journal: Pick<JournalCore, 'survey'>,
  forwarders: readonly string[],
  now: () => number,
): void {
  const survey = oneAtATime(() => journal.survey());
  const ageSeconds = (since: number | null): number =>
    since === null ? 0 : Math.max(0, now() - since) / 1_000;

  // A journal that can't be surveyed has no figures; other metrics are shown all the same.
  const gauge = createGauges(registry, survey);
  const lag = (
    name: string,
    help: string,
    read: (forwarder: Survey['forwarders'][number]) => number,
  ): void => {
    void new Gauge({
      name,
      help,
      labelNames: ['forwarder'],
      registers: [registry],
      async collect() {
        const found = await survey();
        this.reset();
        for (const forwarder of found?.forwarders ?? []) {
          const { name: label } = forwarder;
          if (forwarders.includes(label)) this.set({ forwarder: label }, read(forwarder));
        }
      },
    });
  };

  gauge('hitmark_journal_bytes', 'Size of the database and its WAL', ({ bytes }) => bytes);
  lag(
    'hitmark_forwarder_lag_events',
    'Events after the cursor of a forwarder',
    ({ behind }) => behind,
  );
  lag(
    'hitmark_forwarder_lag_seconds',
    'Age of the first event after the cursor of a forwarder',
    ({ since }) => ageSeconds(since),
  );
  gauge(
    'hitmark_deliveries_waiting',
    'Webhooks that are due or tried again later',
    ({ deliveries }) => deliveries.waiting,
  );
  gauge(
    'hitmark_deliveries_oldest_seconds',
    'Age of the oldest event that waits for a webhook',
    ({ deliveries }) => ageSeconds(deliveries.since),
  );
  gauge(
    'hitmark_dead_letters',
    'Webhooks that are not tried any more, and events that a destination refuses for good',
    ({ deliveries }) => deliveries.dead,
  );
}

/** Runs once for all who ask meanwhile; null where it has failed. */
function oneAtATime<Result>(run: () => Promise<Result>): () => Promise<Result | null> {
  let running: Promise<Result | null> | null = null;
  return () =>
    (running ??= run()
      .catch(() => null)
      .finally(() => {
        running = null;
      }));
}
