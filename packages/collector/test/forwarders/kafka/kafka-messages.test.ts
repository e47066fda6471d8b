import { eventTypes, serializeEvent } from '@hitmark/codec/event';
import { describe, expect, it } from 'vitest';
import { toKafkaMessages } from '../../../src/forwarders/kafka/kafka-messages.ts';
import { sampleEvent } from '../../sample-event.ts';

const options = { topic: 'events', key: 'visitor', types: eventTypes } as const;

function stored(event: string, sequence = 7) {
  return { sequence, event, webhook: null };
}

describe('a message to Kafka', () => {
  it("holds the event's text byte for byte, spaces and unknown members too", () => {
    const text = '{"id": "a",  "type":"pageview","visitor":"v","new":[1.0,"\\u00e4"]}';
    const [message] = toKafkaMessages([stored(text)], 'journal-1', options);
    expect(message?.value).toBe(text);
  });

  it('names the event, its sequence and its journal in headers', () => {
    const [message] = toKafkaMessages([stored('{"id":"a"}', 12)], 'journal-1', options);
    expect(message?.headers).toEqual({ id: 'a', sequence: '12', journal: 'journal-1' });
    expect(message?.topic).toBe('events');
  });

  it.each(['visitor', 'user', 'site'] as const)('has the %s as its key', (key) => {
    const event = sampleEvent({ visitor: 'v', user: 'u', site: 's' });
    const [message] = toKafkaMessages([stored(serializeEvent(event))], 'j', { ...options, key });
    expect(message?.key).toBe(event[key]);
  });

  it.each([
    ['is missing', '{"id":"a"}'],
    ['is null', '{"id":"a","visitor":null}'],
    ['is empty', '{"id":"a","visitor":""}'],
    ['is no text', '{"id":"a","visitor":{"b":1}}'],
  ])("falls back to the event's id where the key %s", (_what, text) => {
    expect(toKafkaMessages([stored(text)], 'j', options)[0]?.key).toBe('a');
  });

  it.each(['no JSON', 'null', '7', '[]'])(
    'is made of the text %s of another program, too',
    (text) => {
      const [message] = toKafkaMessages([stored(text, 3)], 'j', options);
      expect(message).toMatchObject({ key: 'j-3', value: text, headers: { id: 'j-3' } });
    },
  );

  it('is made of the types that are asked for, and of no others', () => {
    const events = [stored('{"id":"a","type":"open"}'), stored('{"id":"b","type":"click"}')];
    const messages = toKafkaMessages(events, 'j', { ...options, types: ['click'] });
    expect(messages.map(({ headers }) => headers.id)).toEqual(['b']);
  });
});
