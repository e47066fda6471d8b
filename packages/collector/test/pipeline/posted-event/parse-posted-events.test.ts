import { describe, expect, it } from 'vitest';
import { parsePostedEvents } from '../../../src/pipeline/posted-event/parse-posted-events.ts';
import { received } from '../sample-request.ts';

function parse(value: unknown, most = 100) {
  const read = parsePostedEvents(
    typeof value === 'string' ? value : JSON.stringify(value),
    most,
    received,
  );
  if ('reason' in read) throw new Error(read.reason);
  return read;
}

const whole = {
  type: 'event',
  name: 'order',
  key: 'order-1007',
  time: '2019-03-01T10:00:00+01:00',
  view: 'v1',
  visitor: 'f47ac10b-58cc-4372-a567-0e02b2c3d479',
  user: 'customer-12',
  recipient: 'r-1',
  url: 'https://acme.test/a',
  title: 'A',
  referrer: 'https://other.test/',
  search: 'shoes',
  campaign: { source: 's', medium: 'm', name: 'n', term: 't', content: 'c', network: 'gclid' },
  message: 'spring-sale',
  sent_time: 1_551_430_000_000,
  data: { revenue: 49.9, items: [{ id: 1 }] },
  engagement: { ms: 10, scroll: 50 },
  weight: 2.5,
  consent: 'granted',
  client: {
    ip: '203.0.113.7',
    user_agent: 'Mozilla/5.0',
    language: 'de-CH',
    screen: '1920x1080',
    viewport: '800x600',
    timezone: 'Europe/Zurich',
    country: 'CH',
  },
};

describe('events that a site’s own server posts', () => {
  it('have every member of the documentation', () => {
    const { events, problems } = parse(whole);
    expect(problems).toEqual([]);
    const time = Date.parse('2019-03-01T09:00:00Z');
    expect(events).toEqual([{ index: 0, event: { ...whole, time } }]);
  });

  it('need no more than a type, and null is the same as nothing', () => {
    const [least] = parse({ type: 'pageview' }).events;
    const nulls = Object.fromEntries(Object.keys(whole).map((name) => [name, null]));
    expect(parse([{ ...nulls, type: 'pageview' }]).events).toEqual([least]);
    expect(least?.event).toMatchObject({ name: null, time: null, weight: 1, data: {} });
  });

  it.each([
    ['2026-11-22', '2026-11-22T00:00:00Z'],
    ['2026-11-22T09:30Z', '2026-11-22T09:30:00Z'],
    ['2026-11-22T09:30:00.123456+01:00', '2026-11-22T08:30:00.123Z'],
    [1_795_339_800_123, '2026-11-22T09:30:00.123Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z'],
  ])('happened at any past time: %s', (time, expected) => {
    const [read] = parse({ type: 'open', time }).events;
    expect(read?.event.time).toBe(Date.parse(expected));
  });

  it.each<[string, unknown, string, RegExp]>([
    ['no object', 'x', '', /expected an object/],
    ['null', null, '', /expected an object/],
    ['a list', [[]], '', /expected an object/],
    ['no type', {}, 'type', /missing/],
    ['an unknown type', { type: 'view' }, 'type', /expected one of pageview, engagement, event/],
    ['an event without a name', { type: 'event' }, 'name', /expected a name/],
    ['a page view with a name', { type: 'pageview', name: 'a' }, 'name', /and only there/],
    ['an empty text', { type: 'open', message: '' }, 'message', /1 to 256 characters/],
    ['a long title', { type: 'open', title: 'a'.repeat(1_025) }, 'title', /1 to 1024/],
    ['a number for a text', { type: 'open', user: 5 }, 'user', /expected a text/],
    ['a long key', { type: 'open', key: 'a'.repeat(65) }, 'key', /1 to 64/],
    ['a time without a zone', { type: 'open', time: '2026-11-22T09:30' }, 'time', /with a zone/],
    ['a day that there is not', { type: 'open', time: '2026-02-30' }, 'time', /ISO 8601/],
    ['seconds', { type: 'open', time: 1_795_339_800 }, 'time', /looks like seconds/],
    ['a time ahead', { type: 'open', time: received + 2 * 86_400_000 }, 'time', /lies ahead/],
    ['microseconds', { type: 'open', time: received * 1_000 }, 'time', /ISO 8601|lies ahead/],
    ['a time before 1970', { type: 'open', time: '1969-12-31' }, 'time', /from 1970 on/],
    ['a visitor that is no uuid', { type: 'open', visitor: 'admin' }, 'visitor', /uuid v4/],
    ['a weight of nothing', { type: 'sent', weight: 0 }, 'weight', /from 1 to/],
    [
      'half a percent',
      { type: 'engagement', engagement: { scroll: 1.5 } },
      'engagement.scroll',
      /whole/,
    ],
    ['no address', { type: 'open', client: { ip: '1.2.3' } }, 'client.ip', /IPv4 or IPv6/],
    [
      'a country’s name',
      { type: 'open', client: { country: 'ch' } },
      'client.country',
      /two capital/,
    ],
    ['data that are a list', { type: 'open', data: [] }, 'data', /expected an object/],
    ['a long value', { type: 'open', data: { a: 'a'.repeat(8_193) } }, 'data', /8192/],
    [
      'too many names of data',
      { type: 'open', data: Object.fromEntries(Array.from({ length: 65 }, (_, at) => [at, 1])) },
      'data',
      /at most 64 names/,
    ],
  ])('are not taken with %s', (_what, value, path, message) => {
    const text = value === 'x' ? '"x"' : value;
    const { events, problems, count } = parse(text);
    expect({ events, count }).toEqual({ events: [], count: 1 });
    expect(problems).toEqual([
      { index: 0, path, code: 'invalid-value', message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    ['{"type":"open","colour":1}', 'colour', /expected one of type, name, key, time/],
    ['{"type":"open","site":"other"}', 'site', /expected one of type/],
    [
      '{"type":"open","client":{"browser":"x"}}',
      'client.browser',
      /expected one of ip, user_agent/,
    ],
    ['{"type":"open","campaign":{"id":"x"}}', 'campaign.id', /expected one of source/],
    ['{"type":"open","__proto__":1}', '__proto__', /expected one of/],
    ['{"type":"open","constructor":1}', 'constructor', /expected one of/],
  ])('have no other members: %s', (text, path, message) => {
    const [problem] = parse(text).problems;
    expect(problem).toMatchObject({ path, code: 'unknown-member' });
    expect(problem?.message).toMatch(message);
  });

  it('are bounded in depth and in names of data, whatever nests in them', () => {
    const deep = '['.repeat(33) + ']'.repeat(33);
    const deeper = '['.repeat(30_000) + ']'.repeat(30_000);
    for (const value of [deep, deeper]) {
      const [problem] = parse(`{"type":"open","data":{"a":${value}}}`).problems;
      expect(problem?.message).toMatch(/nested at most 32 deep/);
    }
    const fits = '['.repeat(31) + ']'.repeat(31);
    expect(parse(`{"type":"open","data":{"a":${fits}}}`).problems).toEqual([]);
    expect(parse('{"type":"open","data":{"__proto__":1}}').problems).toHaveLength(1);
  });

  it('are taken one by one: each error names its place, and the others are good', () => {
    const { events, problems, count } = parse([
      { type: 'open' },
      { type: 'nothing' },
      7,
      { type: 'click' },
    ]);
    expect(count).toBe(4);
    expect(events.map(({ index }) => index)).toEqual([0, 3]);
    expect(problems.map(({ index, path }) => [index, path])).toEqual([
      [1, 'type'],
      [2, ''],
    ]);
  });

  it('are none where the body is no JSON, or holds more than are taken', () => {
    expect(parsePostedEvents('{', 9, received)).toMatchObject({ reason: 'malformed-json' });
    expect(parsePostedEvents('', 9, received)).toMatchObject({ reason: 'malformed-json' });
    expect(parsePostedEvents('[1,2,3]', 2, received)).toMatchObject({ reason: 'too-many-hits' });
    expect(parse([])).toEqual({ count: 0, events: [], problems: [] });
  });
});
