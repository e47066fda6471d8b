import type { CollectorQuality } from '@hitmark/report';
import type { JournalReader, StoredDailyCount } from '../../../journal/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Days that the figures are of, today included. */
const days = 30;

/**
 * Figures of a collector, from its journal: the outcomes of the events of the last 30 days (UTC), the reasons of
 * rejections, the number of events that each forwarder has still to send, and the dead letters.
 *
 * @param now Unix ms
 */
export function collectorQuality(
  reader: Pick<JournalReader, 'dailyCounts' | 'survey'>,
  now: number,
): CollectorQuality {
  const counts = reader.dailyCounts(dayText(now - (days - 1) * dayMs), dayText(now));
  const of = (outcome: StoredDailyCount['outcome']): number =>
    sum(counts.filter((count) => count.outcome === outcome));
  const { forwarders, deliveries } = reader.survey();
  return {
    events: {
      stored: of('stored'),
      duplicate: of('duplicate'),
      rejected: of('rejected'),
      refused: of('refused'),
    },
    rejected: byReason(counts.filter(({ outcome }) => outcome === 'rejected')),
    followers: forwarders.map(({ name, behind }) => ({ name, behind })),
    deadLetters: deliveries.dead,
  };
}

function byReason(counts: readonly StoredDailyCount[]): CollectorQuality['rejected'] {
  const reasons = new Map<string, number>();
  for (const { reason, events } of counts) {
    reasons.set(reason, (reasons.get(reason) ?? 0) + events);
  }
  return [...reasons]
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((one, other) => other.count - one.count);
}

function sum(counts: readonly StoredDailyCount[]): number {
  return counts.reduce((total, { events }) => total + events, 0);
}

/** `2026-11-22` of a time. */
function dayText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
