import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { registerMetrics } from '../../src/metrics/register-metrics.ts';
import { entry, openJournal, otherConnection } from '../journal/sample-journal.ts';

async function register(forwarders: readonly string[] = ['webhook']) {
  const journal = await openJournal();
  const registry = new Registry();
  const watched = { journal, replicas: null, forwarders, now: () => 11_000 };
  const counters = registerMetrics(registry, watched);
  const lines = async (start: string): Promise<string[]> =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith(start));
  return { journal, registry, watched, counters, lines };
}

describe('the metrics', () => {
  it('are registered once in a registry, which two collectors can not share', async () => {
    const { registry, watched, counters } = await register();
    expect(() => registerMetrics(registry, watched)).toThrow('already been registered');
    expect(registerMetrics(new Registry(), watched)).not.toBe(counters);
  });

  it('tell what runs', async () => {
    const { lines } = await register();
    expect(await lines('hitmark_build_info')).toEqual([
      expect.stringMatching(/^hitmark_build_info\{version="\d+\.\d+\.\d+",node="\d+\..*"\} 1$/),
    ]);
  });

  it('measure transactions', async () => {
    const { journal, lines } = await register();
    await journal.append([entry('a'), entry('b')]);
    expect(await lines('hitmark_journal_commit_events_')).toEqual(
      expect.arrayContaining([
        'hitmark_journal_commit_events_bucket{le="1"} 0',
        'hitmark_journal_commit_events_bucket{le="3"} 1',
        'hitmark_journal_commit_events_sum 2',
      ]),
    );
    expect(await lines('hitmark_journal_commit_seconds_count')).toEqual([
      'hitmark_journal_commit_seconds_count 1',
    ]);
    expect(await lines('hitmark_journal_commits_failed_total')).toEqual([
      'hitmark_journal_commits_failed_total 0',
    ]);
  });

  it('show the lag of forwarders that are configured, and of no others', async () => {
    const { journal, lines } = await register(['webhook']);
    await journal.append([1_000, 2_000].map((received) => entry('a', { received })));
    otherConnection(journal.path).exec(`INSERT INTO cursors VALUES ('file', 0), ('webhook', 0)`);
    expect(await lines('hitmark_forwarder_lag_')).toEqual([
      'hitmark_forwarder_lag_events{forwarder="webhook"} 2',
      'hitmark_forwarder_lag_seconds{forwarder="webhook"} 10',
    ]);
  });

  it('of a file that can not be looked at are left out, and the others are shown', async () => {
    const { journal, lines } = await register();
    expect(await lines('hitmark_dead_letters')).toEqual(['hitmark_dead_letters 0']);
    await journal.close();
    expect(await lines('hitmark_dead_letters')).toEqual([]);
    expect(await lines('hitmark_journal_queued_events')).toEqual([
      'hitmark_journal_queued_events 0',
    ]);
  });
});
