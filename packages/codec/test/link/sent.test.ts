import { createLinks, generateKey } from '@hitmark/codec';
import { keyedEventId, hitEventId } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';

const sentAtMs = Date.UTC(2026, 10, 22);

describe('links.sent', () => {
  const options = { openUrl: 'https://t.example/o/', keys: generateKey('k'), now: () => sentAtMs };
  const links = createLinks({
    ...options,
    defaultMetadata: { list: 'all' },
    recipientKey: 'customer',
  });

  it('says what an open of the same email will say', () => {
    const metadata = { customer: 7 };
    const event = links.sent(metadata, { message: 'm1' });
    const open = links.read(links.open(metadata, { message: 'm1' }));
    expect(event).toEqual({
      type: 'sent',
      message: open.message,
      recipient: open.recipient,
      sent_time: '2026-11-22T00:00:00.000Z',
      data: open.metadata,
    });
    expect(event).toMatchObject({ recipient: '7', data: { list: 'all', customer: 7 } });
  });

  it('says nothing of who it was where tracking is anonymous, and nothing at all without', () => {
    const metadata = { customer: 7 };
    expect(links.sent(metadata, { tracking: 'anonymous', sentAtMs: null })).toEqual({
      type: 'sent',
      message: null,
      recipient: null,
      sent_time: null,
      data: {},
    });
    expect(links.sent(metadata, { tracking: 'none' })).toBe(null);
  });

  it('has the metadata of a list as the collector has it', () => {
    expect(createLinks(options).sent([1, 2])?.data).toEqual({ metadata: [1, 2] });
    expect(createLinks(options).sent(null)?.data).toEqual({});
  });
});

describe('keyedEventId', () => {
  it('is the same for the same event, and another for another, or for a hit', () => {
    const event = { site: 'acme', key: 'order-1', time: sentAtMs };
    expect(keyedEventId(event)).toBe(keyedEventId({ ...event }));
    const others = [
      keyedEventId({ ...event, site: 'shop' }),
      keyedEventId({ ...event, site: null }),
      keyedEventId({ ...event, key: 'order-2' }),
      keyedEventId({ ...event, time: sentAtMs + 1 }),
      hitEventId({ site: 'acme', random: 'order-1', time: sentAtMs }),
    ];
    expect(new Set([keyedEventId(event), ...others]).size).toBe(6);
    expect(keyedEventId(event)).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-/);
  });
});
