import { describe, expect, it } from 'vitest';
import { decidePostedEvents } from '../../../src/pipeline/posted-event/decide-posted-events.ts';
import { parsePostedEvents } from '../../../src/pipeline/posted-event/parse-posted-events.ts';
import { decideServerHits } from '../../../src/pipeline/hit/decide-hits.ts';
import { received, sampleRequest, settings, tools } from '../sample-request.ts';

const ids = { event: () => 'new-id', visitor: () => 'never' };
const privacy = { ...settings.privacy, anonymousKeys: ['plan'] };
const visitor = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';

function decide(values: readonly object[], site = 'acme') {
  const read = parsePostedEvents(JSON.stringify(values), 100, received);
  if ('reason' in read) throw new Error(read.message);
  expect(read.problems).toEqual([]);
  return decidePostedEvents({ received, events: read.events, site }, { privacy }, { ...tools, ids })
    .entries;
}

const only = (value: object) => decide([value])[0]?.event;

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

describe('an event that a site’s own server has posted', () => {
  it('is of the site of its key, and derives browser, system, device and actor', () => {
    const client = { ip: '203.0.113.7', user_agent: chrome, country: 'CH', screen: '10x10' };
    expect(only({ type: 'pageview', visitor, client })).toMatchObject({
      site: 'acme',
      visitor,
      visitor_kind: 'given',
      client: {
        ip: '203.0.113.0',
        browser: 'Chrome 131',
        os: 'Windows',
        device: 'desktop',
        country: 'CH',
        screen: '10x10',
      },
      actor: 'human',
      actor_reasons: [],
    });
  });

  it('is a machine’s by its user agent, and nobody’s without one', () => {
    expect(only({ type: 'pageview', client: { user_agent: 'curl/8.0' } })).toMatchObject({
      actor: 'machine',
      actor_reasons: ['bot'],
    });
    expect(only({ type: 'pageview' })).toMatchObject({
      actor: 'unknown',
      actor_reasons: ['server'],
    });
  });

  it('says how many emails it stands for, of what, to whom and when', () => {
    const sent = {
      type: 'sent',
      message: 'spring-sale',
      weight: 1_200,
      recipient: 'r1',
      sent_time: '2026-11-01T08:00:00Z',
      time: '2026-11-01T08:00:01Z',
      campaign: { source: 'newsletter' },
      data: { list: 'all' },
    };
    expect(only(sent)).toMatchObject({
      ...sent,
      time: '2026-11-01T08:00:01.000Z',
      sent_time: '2026-11-01T08:00:00.000Z',
    });
  });

  it('holds nothing that must not be stored', () => {
    const event = only({
      type: 'event',
      name: 'outbound',
      url: 'https://acme.test/?token=abc&utm_source=x&utm_campaign=n',
      title: 'mail to ada@example.com',
      referrer: 'https://user:secret@other.test/',
      data: { url: 'https://x.test/?token=abc', revenue: '12.50', currency: 'eur' },
    });
    expect(JSON.stringify(event)).not.toMatch(/abc|ada@|secret/);
    expect(event?.campaign).toMatchObject({ source: 'x', name: 'n' });
    expect(event?.data).toMatchObject({ revenue: 12.5, currency: 'EUR' });
  });

  it('of somebody who has refused says nothing of them', () => {
    const client = { ip: '203.0.113.7', language: 'de' };
    const person = { visitor, user: 'u', recipient: 'r', data: { plan: 'pro', mail: 'a' } };
    const told = { type: 'open', message: 'm', client, ...person };
    expect(only({ ...told, consent: 'denied' })).toMatchObject({
      message: 'm',
      visitor: null,
      visitor_kind: null,
      user: null,
      recipient: null,
      client: { ip: null },
      data: { plan: 'pro' },
    });
    expect(only({ ...told, consent: 'granted' })).toMatchObject({ ...person, message: 'm' });
  });

  it('has the same id on every machine where it has key and time, and a new one elsewhere', () => {
    const event = { type: 'open', key: 'k', time: '2019-01-01' };
    const [first, again, other] = decide([event, event, { ...event, key: 'l' }]);
    expect(first?.event.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(again?.event.id).toBe(first?.event.id);
    expect(other?.event.id).not.toBe(first?.event.id);
    expect(decide([event], 'shop')[0]?.event.id).not.toBe(first?.event.id);
    expect(only({ type: 'open', key: 'k' })?.id).toBe('new-id');
    expect(only({ type: 'open', time: '2019-01-01' })?.id).toBe('new-id');
  });

  it('is a duplicate by its key and site alone, never of a hit', () => {
    const [first, later] = decide([
      { type: 'open', key: 'k', time: '2019-01-01' },
      { type: 'open', key: 'k' },
    ]);
    expect(later?.hit).toEqual(first?.hit);
    expect(decide([{ type: 'open', key: 'k' }], 'shop')[0]?.hit).not.toEqual(first?.hit);
    expect(decide([{ type: 'open' }])[0]?.hit).toBe(null);
    const time = Date.parse('2019-01-01');
    const hits = [`r=k&t=${time}`, 'r=k&t=0'];
    const deps = { ...tools, ids };
    const post = { request: sampleRequest(), queries: hits, site: 'acme' };
    const { entries } = decideServerHits(post, { ...settings, privacy }, deps);
    for (const { event, hit } of entries) {
      expect(hit).not.toEqual(first?.hit);
      expect(event.id).not.toBe(first?.event.id);
    }
  });
});
