import { describe, expect, it } from 'vitest';
import { packDecision, packHits, unpackDecision, unpackHits } from '../src/hit-message.ts';
import { decide } from '../src/pipeline/decide.ts';
import type { RequestHead } from '../src/pipeline/raw-request.ts';
import { readHeaders } from '../src/pipeline/read-headers.ts';
import requests from './pipeline/requests.json' with { type: 'json' };
import { sampleRequest, settings, tools } from './pipeline/sample-request.ts';

const told = {
  queries: ['e=a&u=https://site.test/', 't=x'],
  site: null,
  country: 'CH',
  salt: null,
};

describe('the hits of a request', () => {
  it('come out as they went in, with every header that is read', () => {
    const headers = Object.fromEntries(readHeaders.map((name) => [name, `the ${name}`]));
    const { received, remoteAddress, encrypted } = sampleRequest({}, { encrypted: true });
    const hits = {
      ...told,
      site: 'acme',
      salt: '\u0000ÿ',
      head: { received, remoteAddress, encrypted, headers },
    };
    expect(unpackHits(packHits(hits))).toEqual(hits);
  });

  it('leave behind whatever else was sent', () => {
    const head = sampleRequest({ authorization: 'Bearer secret', 'x-real-ip': '6.6.6.6' });
    expect(JSON.stringify(packHits({ ...told, head }))).not.toMatch(/secret|6\.6\.6\.6/);
  });

  it.each(requests.map(({ title, headers }) => [title, headers]))(
    'come to the same on the other side: %s',
    (_, given) => {
      const sent = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
      const head = sampleRequest({
        ...(sent as Record<string, string>),
        cookie: 'id=f47ac10b-58cc-4372-a567-0e02b2c3d479',
        referer: 'https://site.test/',
        'x-forwarded-for': '198.51.100.7',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 't.site.test',
      });
      const there = unpackHits(packHits({ ...told, head }));
      expect(decideFrom(there.head, there.queries)).toEqual(decideFrom(head, told.queries));
    },
  );
});

describe('what was decided of them', () => {
  const decision = decideFrom(sampleRequest(), told.queries);
  const { setCookie, rejections, entries } = decision;

  it('comes out as it went in', () => {
    const events = entries.map(({ event }) => event);
    expect(events).toHaveLength(1);
    expect(rejections).toHaveLength(1);
    expect(unpackDecision(packDecision(decision, false), false)).toEqual({
      setCookie,
      rejections,
      events: null,
    });
    expect(unpackDecision(packDecision(decision, true), true)).toEqual({
      setCookie,
      rejections,
      events,
    });
  });

  it('keeps where a bug was', () => {
    const failed = { reason: 'internal', message: 'a bug', stack: 'Error\n at x' } as const;
    const message = packDecision({ ...decision, rejections: [...rejections, failed] }, true);
    expect(unpackDecision(message, true)).toEqual({
      setCookie,
      rejections: [...rejections, failed],
      events: entries.map(({ event }) => event),
    });
  });

  it('is short where all is well', () => {
    const good = decideFrom(sampleRequest(), ['e=a']);
    const message = packDecision(good, false);
    expect(message).toHaveLength(1);
    expect(unpackDecision(message, false)).toEqual({
      setCookie: good.setCookie,
      rejections: [],
      events: null,
    });
  });
});

function decideFrom(head: RequestHead, queries: readonly string[]) {
  const ids = { event: () => 'an event', visitor: () => 'a visitor' };
  return decide(head, queries, { ...settings, trustedProxyHops: 1 }, { ...tools, ids });
}
