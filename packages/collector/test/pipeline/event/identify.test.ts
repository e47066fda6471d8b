import { describe, expect, it } from 'vitest';
import { decideHits, type Decision } from '../../../src/pipeline/hit/decide-hits.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import type { PipelineSettings } from '../../../src/pipeline/settings.ts';
import { sampleRequest, settings, tools, originOf } from '../sample-request.ts';

const known = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const ids = { event: () => 'event-1', visitor: () => '11111111-2222-4333-8444-555555555555' };

interface Visit {
  readonly visitors: PipelineSettings['privacy']['visitors'];
  readonly queries?: readonly string[];
  readonly headers?: RawRequest['headers'];
  readonly request?: Partial<RawRequest>;
}

function run({ visitors, queries = [''], headers = {}, request = {} }: Visit): Decision {
  const privacy = { ...settings.privacy, visitors };
  const all = { ...settings, privacy };
  const asked = sampleRequest(headers, request);
  return decideHits({ request: asked, origin: originOf(asked, all), queries }, all, {
    ...tools,
    ids,
  });
}

function daily(asked: Omit<Visit, 'visitors'> = {}): string | null | undefined {
  return run({ visitors: 'daily', ...asked }).entries[0]?.event.visitor;
}

describe('a visitor without a cookie', () => {
  it('is a hash, and is said to be one', () => {
    const decision = run({ visitors: 'daily' });
    expect(decision.entries[0]?.event.visitor).toMatch(/^[\da-f]{32}$/);
    expect(decision.entries[0]?.event.visitor_kind).toBe('daily');
    expect(decision.setCookie).toBeNull();
  });

  it('is the same all day', () => {
    expect(daily({ queries: ['e=a&u=https://a.test/'] })).toBe(daily());
  });

  it.each<[string, Omit<Visit, 'visitors'>]>([
    ['another day', { request: { received: 1_795_339_800_123 + 86_400_000 } }],
    ['another address of the same network', { request: { remoteAddress: '203.0.113.8' } }],
    ['another browser', { headers: { 'user-agent': 'other' } }],
    ['another site', { queries: ['i=other'] }],
  ])('is another one with %s', (_, other) => {
    expect(daily(other)).not.toBe(daily());
  });

  it('is one for each site of a request', () => {
    const { entries } = run({ visitors: 'daily', queries: ['i=a', 'i=b', 'i=a'] });
    const [a, b, again] = entries.map(({ event }) => event.visitor);
    expect(again).toBe(a);
    expect(b).not.toBe(a);
  });

  it('is nobody where nothing may be told', () => {
    const decision = run({ visitors: 'daily', headers: { 'sec-gpc': '1' } });
    expect(decision.entries[0]?.event).toMatchObject({ visitor: null, visitor_kind: null });
  });
});

describe('where visitors are not recognised', () => {
  it('no visitor is stored and no cookie is set', () => {
    const decision = run({ visitors: 'none', queries: ['n=user-1'] });
    expect(decision.entries[0]?.event).toMatchObject({
      visitor: null,
      visitor_kind: null,
      user: 'user-1',
    });
    expect(decision.setCookie).toBeNull();
  });
});

describe('a cookie from before', () => {
  it.each(['daily', 'none'] as const)('is expired where visitors are %s', (visitors) => {
    const decision = run({ visitors, headers: { cookie: `id=${known}` } });
    expect(decision.entries[0]?.event.visitor).not.toBe(known);
    expect(decision.setCookie).toMatch('id=; Max-Age=0;');
  });
});
