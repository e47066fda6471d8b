import { describe, expect, it } from 'vitest';
import { collectorQuality } from '../../../src/command/reports/running/collector-quality.ts';
import type { StoredDailyCount } from '../../../src/journal/index.ts';

const now = Date.parse('2026-11-30T09:30:00Z');

const count = (
  outcome: StoredDailyCount['outcome'],
  events: number,
  reason = '',
): StoredDailyCount => ({ day: '2026-11-29', site: 'acme', outcome, reason, events });

function quality(counts: readonly StoredDailyCount[]) {
  const spans: string[][] = [];
  const figures = collectorQuality(
    {
      dailyCounts(from, to) {
        spans.push([from, to]);
        return [...counts];
      },
      survey: () => ({
        bytes: 0,
        forwarders: [{ name: 'webhook', behind: 7, since: 1 }],
        deliveries: { waiting: 2, dead: 3, since: null },
      }),
    },
    now,
  );
  return { figures, spans };
}

describe('the figures of a collector', () => {
  it('are of thirty days, today included', () => {
    expect(quality([]).spans).toEqual([['2026-11-01', '2026-11-30']]);
  });

  it('sum up the outcomes of all events, over every site and day', () => {
    const { figures } = quality([
      count('stored', 5),
      count('stored', 6),
      count('duplicate', 2),
      count('refused', 1, 'disk-low'),
      count('rejected', 4, 'unknown-site'),
    ]);
    expect(figures.events).toEqual({ stored: 11, duplicate: 2, refused: 1, rejected: 4 });
  });

  it('name the reasons of rejections, the most frequent first, and no refusals among them', () => {
    const { figures } = quality([
      count('rejected', 1, 'internal'),
      count('rejected', 2, 'unknown-site'),
      count('rejected', 3, 'internal'),
      count('refused', 9, 'disk-low'),
    ]);
    expect(figures.rejected).toEqual([
      { reason: 'internal', count: 4 },
      { reason: 'unknown-site', count: 2 },
    ]);
  });

  it('tell how far each forwarder is, and what was given up', () => {
    const { figures } = quality([]);
    expect(figures.followers).toEqual([{ name: 'webhook', behind: 7 }]);
    expect(figures.deadLetters).toBe(3);
  });
});
