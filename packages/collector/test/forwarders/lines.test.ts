import { eventTypes } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../../src/forwarders/lines.ts';

describe('the lines of events', () => {
  it('end where a reader of lines ends them, whatever it takes for an end, and mean the same', () => {
    const event = JSON.stringify({ type: 'event', title: 'a\u2028b\u0085c\nd\u009Be\u202E' });
    const [line = ''] = linesOf([{ event }], eventTypes);
    expect(line).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cf}]+\n$/u);
    expect(JSON.parse(line)).toEqual(JSON.parse(event));
  });

  it('are those of the types that are wanted', () => {
    const events = [{ event: '{"type":"open"}' }, { event: '{"type":"click"}' }];
    expect(linesOf(events, ['click'])).toEqual(['{"type":"click"}\n']);
  });
});
