import { describe, expect, it } from 'vitest';
import { kafkaReleaseMs } from '../../../src/forwarders/kafka/kafka-release.ts';

const hourMs = 3_600_000;
const plain = { retentionMs: 24 * hourMs, segmentMs: hourMs, cleanup: 'delete' };

describe('the time by which Kafka has let go', () => {
  it('is after the retention, the segment that goes on so long, and the deletion of its file', () => {
    expect(kafkaReleaseMs(plain, 1_000)).toBe(1_000 + 25 * hourMs + 6 * 60_000);
  });

  it.each([
    ['keeps messages for ever', { ...plain, retentionMs: -1 }],
    ['keeps the last of each key', { ...plain, cleanup: 'compact' }],
    ['does not tell', { ...plain, segmentMs: Number.NaN }],
    ['never fills a segment', { ...plain, segmentMs: 9_007_199_254_740_991 }],
  ])('is none of a topic that %s', (_what, retention) => {
    expect(kafkaReleaseMs(retention, 0)).toBeNull();
  });
});
