import { describe, expect, it } from 'vitest';
import {
  decideHits,
  decideServerHits,
  type Decision,
} from '../../../src/pipeline/hit/decide-hits.ts';
import { received, sampleRequest, settings, tools, originOf } from '../sample-request.ts';

const visitor = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const ids = { event: () => 'id', visitor: () => 'never' };
const privacy = { ...settings.privacy, anonymousKeys: ['plan'] };

function run(...queries: readonly string[]): Decision {
  const headers = {
    'user-agent': 'shop/1.0',
    'accept-language': 'de',
    referer: 'https://internal.example/',
    cookie: `id=${visitor}`,
    dnt: '1',
  };
  return decideServerHits(
    { request: sampleRequest(headers), queries, site: 'acme' },
    { ...settings, privacy },
    { ...tools, ids },
  );
}

const only = (decision: Decision) => decision.entries.map(({ event }) => event)[0];

describe('a hit of a site’s server', () => {
  it('says nothing of the server itself: address, browser, language, referrer, cookie, DNT', () => {
    expect(only(run('e=order&n=u1'))).toMatchObject({
      client: { ip: null, user_agent: null, language: null },
      url: null,
      visitor: null,
      visitor_kind: null,
      user: 'u1',
      actor: 'unknown',
      actor_reasons: ['server'],
    });
  });

  it('happened when it was received unless it tells its time or age', () => {
    const times = run('', 'a=1000', `t=${received - 5_000}`).entries.map(({ event }) => event.time);
    const expected = [received, received - 1_000, received - 5_000];
    expect(times).toEqual(expected.map((time) => new Date(time).toISOString()));
  });

  it.each(['q=1', 'o=0'])(
    'is counted without visitor, user and data where it says so (%s)',
    (flag) => {
      expect(only(run(`${flag}&k=${visitor}&n=u1&d.plan=pro&d.mail=a`))).toMatchObject({
        visitor: null,
        visitor_kind: null,
        user: null,
        data: { plan: 'pro' },
      });
    },
  );

  it.each([
    [`t=${received + 2 * 86_400_000}`, 'invalid-value'],
    ['i=shop', 'other-site'],
  ])('is not taken with %s', (query, reason) => {
    expect(run(query)).toMatchObject({ entries: [], rejections: [{ reason }] });
  });

  it.each(['k=admin', `k=${visitor.toUpperCase()}`])('has no visitor with %s', (query) => {
    const decision = run(`${query}&e=order`);
    expect(only(decision)).toMatchObject({ name: 'order', visitor: null, visitor_kind: null });
    expect(decision.cuts).toEqual([{ reason: 'invalid-value', parameter: 'k' }]);
  });

  it('that is sent again is recognised, whether or not it names its site', () => {
    const [named, unnamed] = run('r=1&t=5&i=acme', 'r=1&t=5').entries;
    expect(named?.hit).toEqual(unnamed?.hit);
  });

  it('has the id that it would have from a browser, and a new one where its time is long past', () => {
    const query = `r=1&t=${received}`;
    const [near] = run(query).entries;
    const headers = { 'user-agent': 'Mozilla/5.0' };
    const request = sampleRequest(headers);
    const hits = { request, origin: originOf(request), queries: [`${query}&i=acme`] };
    const [browser] = decideHits(hits, settings, {
      ...tools,
      ids,
    }).entries;
    expect(near?.event.id).toBe(browser?.event.id);
    expect(only(run(`r=1&t=${received - 8 * 86_400_000}`))?.id).toBe('id');
    expect(only(run('r=1'))?.id).toBe('id');
  });

  it('gives nobody a cookie', () => {
    expect(run('').setCookie).toBe(null);
  });
});
