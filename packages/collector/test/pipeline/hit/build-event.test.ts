import type { Event } from '@hitmark/codec/event';
import { parse } from '@hitmark/codec/hit';
import { describe, expect, it } from 'vitest';
import { buildEvent } from '../../../src/pipeline/hit/build-event.ts';
import type { Identity } from '../../../src/pipeline/event/identify.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import { readRequestFacts } from '../../../src/pipeline/request/request-facts.ts';
import {
  received,
  sampleClick,
  sampleReference,
  sampleRequest,
  tools,
  originOf,
} from '../sample-request.ts';

const id = '0195b1a4-0000-7000-8000-000000000000';
const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
const visitor = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';

const known = { visitor, visitorKind: 'cookie', dataKeys: null } as const;

function build(query: string, headers: RawRequest['headers'] = {}): Event {
  const identity = { ...known, address: '203.0.113.7' };
  return buildFrom(query, sampleRequest(headers), identity);
}

function buildAnonymous(query: string, dataKeys: readonly string[] = []): Event {
  const identity = { visitor: null, visitorKind: null, address: null, dataKeys };
  return buildFrom(query, sampleRequest({ referer: 'x' }), identity);
}

function buildFrom(query: string, request: RawRequest, identity: Identity): Event {
  const facts = readRequestFacts(request, originOf(request), tools);
  return buildEvent(parse(query).hit, { request, facts, id, identity }, tools);
}

describe('an event', () => {
  it('holds what the page said and what its request shows', () => {
    const query =
      'r=1&t=1700000000000&s=shoes&i=acme&v=view-1&u=https://site.test/?utm_source=news&h=Shoes&f=https://other.test/' +
      `&n=user-1&c=${sampleReference}&l=de-CH&x=1920x1080&w=1280x720&z=Europe/Zurich&o=1&b=2&d.plan=pro`;
    expect(
      build(query.replace('?utm_source=', '?utm_source%3D'), { 'user-agent': userAgent }),
    ).toEqual({
      v: 1,
      id,
      type: 'pageview',
      name: null,
      time: new Date(received).toISOString(),
      client_time: '2023-11-14T22:13:20.000Z',
      site: 'acme',
      view: 'view-1',
      visitor,
      visitor_kind: 'cookie',
      user: 'user-1',
      recipient: null,
      url: 'https://site.test/?utm_source=news',
      title: 'Shoes',
      referrer: 'https://other.test/',
      search: 'shoes',
      campaign: {
        source: 'news',
        medium: null,
        name: null,
        term: null,
        content: null,
        network: null,
      },
      click: sampleClick,
      link: null,
      message: null,
      sent_time: null,
      tracking: null,
      token: null,
      data: { plan: 'pro' },
      engagement: { ms: null, scroll: null },
      weight: 2,
      client: {
        ip: '203.0.113.0',
        user_agent: userAgent,
        browser: 'Firefox 133',
        os: 'Linux',
        device: 'desktop',
        language: 'de-CH',
        screen: '1920x1080',
        viewport: '1280x720',
        timezone: 'Europe/Zurich',
        country: 'CH',
      },
      actor: 'unknown',
      actor_reasons: ['no-language'],
      consent: 'granted',
    });
  });

  it('holds of a long Referer as much as of an address that the page tells', () => {
    const referer = `https://site.test/${'x'.repeat(10_000)}`;
    expect(build('', { referer }).url).toBe(referer.slice(0, 4_096));
  });

  it('of an empty hit says only when, from where and by whom', () => {
    expect(build('')).toMatchObject({
      type: 'pageview',
      time: new Date(received).toISOString(),
      client_time: null,
      url: null,
      data: {},
      weight: 1,
      consent: 'unset',
    });
  });

  it.each([
    ['', 'pageview', null],
    ['e=signup', 'event', 'signup'],
    ['g=1000', 'engagement', null],
    ['y=50', 'engagement', null],
    ['g=0', 'engagement', null],
    ['e=read&g=1000', 'event', 'read'],
  ])('of the hit %o is a(n) %s', (query, type, name) => {
    expect(build(query)).toMatchObject({ type, name });
  });

  it('happened as long ago as the hit says, by our clock and not by the page’s', () => {
    const event = build('t=0&a=60000');
    expect(event.time).toBe(new Date(received - 60_000).toISOString());
    expect(event.client_time).toBe('1970-01-01T00:00:00.000Z');
  });

  it('has the page’s own address, not that of its request', () => {
    expect(build('u=https://site.test/a', { referer: 'https://site.test/b' }).url).toBe(
      'https://site.test/a',
    );
  });

  it('has the Referer for its address where the hit names none, campaign included', () => {
    const event = build('', { referer: 'https://site.test/?utm_source=news' });
    expect(event.url).toBe('https://site.test/?utm_source=news');
    expect(event.campaign.source).toBe('news');
  });

  it.each([
    ['de-CH,de;q=0.9,en;q=0.8', 'de-CH'],
    [' en', 'en'],
    ['*', null],
    ['', null],
  ])('has its language of the header %o, where the hit names none', (header, language) => {
    expect(build('', { 'accept-language': header }).client.language).toBe(language);
    expect(build('l=fr', { 'accept-language': header }).client.language).toBe('fr');
  });

  it('cuts a user agent after 512 characters', () => {
    expect(build('', { 'user-agent': 'x'.repeat(600) }).client.user_agent).toHaveLength(512);
  });

  it('has no address where the request shows none', () => {
    const identity = { ...known, address: 'unknown' };
    expect(buildFrom('', sampleRequest(), identity).client.ip).toBeNull();
  });

  it('keeps the parameter hm_click of its addresses', () => {
    expect(build('u=https://site.test/?hm_click%3Dc1').url).toBe('https://site.test/?hm_click=c1');
  });
});

describe('an anonymous event', () => {
  it('names neither visitor, user, click nor address', () => {
    expect(buildAnonymous('n=user-1&c=click-1')).toMatchObject({
      visitor: null,
      visitor_kind: null,
      user: null,
      click: null,
      client: { ip: null },
    });
  });

  it('still tells what was seen', () => {
    expect(
      buildAnonymous('i=acme&v=view-1&u=https://site.test/&h=Shoes&e=search&s=shoes'),
    ).toMatchObject({
      site: 'acme',
      view: 'view-1',
      url: 'https://site.test/',
      title: 'Shoes',
      name: 'search',
      search: 'shoes',
    });
  });

  it('keeps of data only what the operator has named', () => {
    const query = 'd.plan=pro&d.email=a@site.test&d.constructor.name=x';
    expect(buildAnonymous(query, ['plan', 'missing', 'toString']).data).toEqual({ plan: 'pro' });
    expect(buildAnonymous(query, []).data).toEqual({});
  });

  it.each([
    ['https://site.test/?hm_click=c1', 'https://site.test/'],
    ['https://site.test/?hm_click=c1#top', 'https://site.test/#top'],
    ['https://site.test/?a=1&hm_click=c1', 'https://site.test/?a=1'],
    ['https://site.test/?hm_click=c1&a=1', 'https://site.test/?a=1'],
    ['https://site.test/?a=1&hm_click=c1&b=2#top', 'https://site.test/?a=1&b=2#top'],
    ['https://site.test/?hm_click=c1&hm_click=c2&hm_click=c3', 'https://site.test/'],
    ['https://site.test/?xhm_click=1&hm_clicks=2', 'https://site.test/?xhm_click=1&hm_clicks=2'],
    ['https://site.test/hm_click=1', 'https://site.test/hm_click=1'],
  ])('of the address %s keeps %s', (url, kept) => {
    const address = encodeURIComponent(url);
    const event = buildAnonymous(`u=${address}&f=${address}`);
    expect([event.url, event.referrer]).toEqual([kept, kept]);
  });
});
