import { describe, expect, it } from 'vitest';
import { createEventReader } from '../../src/ingest/read-event.ts';
import { rowColumns } from '../../src/ingest/row-columns.ts';

/** Revenue that the store keeps of an event. */
function revenueOf(revenue: unknown): unknown {
  const time = '2026-11-22T09:30:00.000Z';
  const text = JSON.stringify({ type: 'event', name: 'order', time, data: { revenue } });
  const event = createEventReader([])({ sequence: 1, event: text });
  const column = rowColumns.find(({ name }) => name === 'revenue');
  return event === null ? undefined : column?.read(event);
}

describe('revenue', () => {
  it.each([0, 49.9, -12.5, 999_999_999_999.999])('is %d of an event that tells so', (amount) => {
    expect(revenueOf(amount)).toBe(amount);
  });

  it.each([1e12, -1e12, 1e308, -1e308, '49.90', null, {}, []])(
    'is none of an event that tells %j, since that would leave no sum',
    (amount) => {
      expect(revenueOf(amount)).toBeNull();
    },
  );
});
