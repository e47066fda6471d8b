import { describe, expect, it } from 'vitest';
import {
  decideHits,
  decideServerHits,
  type Decision,
} from '../../../src/pipeline/hit/decide-hits.ts';
import type { RawRequest } from '../../../src/pipeline/request/raw-request.ts';
import type { PipelineSettings } from '../../../src/pipeline/settings.ts';
import { received, sampleRequest, settings, tools, originOf } from '../sample-request.ts';

const known = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
const fresh = '11111111-2222-4333-8444-555555555555';

function run(
  queries: readonly string[],
  headers: RawRequest['headers'] = {},
  overrides: Partial<PipelineSettings> = {},
): Decision {
  let events = 0;
  const ids = { event: (time: number) => `${time}-${(events += 1)}`, visitor: () => fresh };
  const all = { ...settings, ...overrides };
  const request = sampleRequest(headers);
  return decideHits({ request, origin: originOf(request, all), queries }, all, { ...tools, ids });
}

function visitors({ entries }: Decision): (string | null)[] {
  return entries.map(({ event }) => event.visitor);
}

describe('the visitor', () => {
  it('is new where the browser has no cookie, and is given one', () => {
    const decision = run(['']);
    expect(visitors(decision)).toEqual([fresh]);
    expect(decision.setCookie).toMatch(`id=${fresh}; Max-Age=34560000;`);
  });

  it('is known where it has one, which is renewed', () => {
    const decision = run([''], { cookie: `id=${known}` });
    expect(visitors(decision)).toEqual([known]);
    expect(decision.setCookie).toMatch(`id=${known}; Max-Age=34560000;`);
  });

  it('is new where the cookie is no uuid, which is replaced', () => {
    const decision = run([''], { cookie: 'id=admin' });
    expect(visitors(decision)).toEqual([fresh]);
    expect(decision.setCookie).toMatch(`id=${fresh};`);
  });

  it('is one for all hits of a request', () => {
    expect(visitors(run(['e=a', 'e=b', 'e=c']))).toEqual([fresh, fresh, fresh]);
  });

  it('is that of the cookie named in the settings, and of no other', () => {
    const cookie = { ...settings.cookie, name: 'visitor' };
    expect(visitors(run([''], { cookie: `id=${known}` }, { cookie }))).toEqual([fresh]);
    expect(visitors(run([''], { cookie: `visitor=${known}` }, { cookie }))).toEqual([known]);
  });
});

describe('an anonymous request', () => {
  it('has no visitor, and gives no cookie', () => {
    const decision = run([''], { 'sec-gpc': '1' });
    expect(visitors(decision)).toEqual([null]);
    expect(decision.setCookie).toBeNull();
  });

  it('keeps neither its address nor the user', () => {
    const [entry] = run(['n=user-1&d.plan=pro'], { dnt: '1' }).entries;
    expect(entry?.event).toMatchObject({ user: null, data: {}, client: { ip: null } });
  });

  it('keeps of data what the operator allows', () => {
    const privacy = { ...settings.privacy, anonymousKeys: ['plan'] };
    const [entry] = run(['d.plan=pro&d.name=x'], { dnt: '1' }, { privacy }).entries;
    expect(entry?.event.data).toEqual({ plan: 'pro' });
  });

  it.each([`id=${known}`, 'id=admin'])('expires the cookie %s, without reading it', (cookie) => {
    const decision = run(['o=0'], { cookie });
    expect(visitors(decision)).toEqual([null]);
    expect(decision.setCookie).toMatch('id=; Max-Age=0;');
  });

  it('expires no cookie of another name', () => {
    expect(run(['o=0'], { cookie: 'session=1' }).setCookie).toBeNull();
  });

  it('is identified all the same where the operator ignores signals', () => {
    const privacy = { ...settings.privacy, honourSignals: false };
    const decision = run([''], { dnt: '1', cookie: `id=${known}` }, { privacy });
    expect(visitors(decision)).toEqual([known]);
    expect(decision.entries[0]?.event.client.ip).toBe('203.0.113.0');
  });
});

describe('a request with anonymous hits and others', () => {
  it('identifies the others only, and keeps the cookie', () => {
    const decision = run(['q=1&n=a', 'n=b', 'o=0'], { cookie: `id=${known}` });
    expect(visitors(decision)).toEqual([null, known, null]);
    expect(decision.entries.map(({ event }) => event.user)).toEqual([null, 'b', null]);
    expect(decision.setCookie).toMatch(`id=${known}; Max-Age=34560000;`);
  });
});

describe('a hit with bad values', () => {
  it('is an event without them, beside others', () => {
    const { entries, rejections, cuts } = run(['e=good', 'e=a&t=x', 'e=b&r=1&r=2', 'e=c&s=%FC']);
    expect(entries.map(({ event }) => event.name)).toEqual(['good', 'a', 'b', 'c']);
    expect(rejections).toEqual([]);
    expect(cuts).toEqual([
      { reason: 'invalid-value', parameter: 't' },
      { reason: 'repeated-parameter', parameter: 'r' },
      { reason: 'malformed-encoding', parameter: 's' },
    ]);
  });

  it.each(['o=yes', 'o=false', 'q=true'])('is anonymous where it may ask for it (%s)', (query) => {
    const decision = run([query], { cookie: `id=${known}` });
    expect(visitors(decision)).toEqual([null]);
    expect(decision.setCookie).toMatch('id=; Max-Age=0;');
  });
});

describe('a hit that is refused', () => {
  const sites = { acme: { origins: [] } };

  it('is rejected with its reason, beside hits that are stored', () => {
    const { entries, rejections } = run(['e=a&i=acme', 'e=b', 'e=c&i=shop,acme'], {}, { sites });
    expect(entries.map(({ event }) => event.name)).toEqual(['a', 'c']);
    expect(rejections.map(({ reason }) => reason)).toEqual(['unknown-site', 'unknown-site']);
  });

  it('never has what was sent in its message', () => {
    const { rejections } = run(['i=shop&s=secret&d.secret=secret'], {}, { sites });
    expect(rejections).toHaveLength(1);
    expect(JSON.stringify(rejections)).not.toContain('secret');
  });

  it('changes no cookie', () => {
    expect(run(['i=shop'], { cookie: `id=${known}`, dnt: '1' }, { sites }).setCookie).toBeNull();
    expect(run(['i=shop'], {}, { sites }).setCookie).toBeNull();
  });
});

describe('a hit that makes our own code throw', () => {
  const secret = 'not-to-be-told';
  const broken = `e=bad&c=01a20296-63db-7000-8000-00000000bad0&u=https://site.test/`;
  const failing = {
    ...tools,
    ids: { event: () => 'an event', visitor: () => fresh },
    unsealClick(): never {
      throw new RangeError(secret);
    },
  };

  it.each([
    [
      'a browser',
      (queries: string[]) =>
        decideHits(
          { request: sampleRequest(), origin: originOf(sampleRequest()), queries },
          settings,
          failing,
        ),
    ],
    [
      'a site’s server',
      (queries: string[]) =>
        decideServerHits({ request: sampleRequest(), queries, site: 'acme' }, settings, failing),
    ],
  ])('is rejected by itself, with where it threw (of %s)', (_, runOf) => {
    const { entries, rejections } = runOf(['e=before', broken, 'e=after']);
    expect(entries.map(({ event }) => event.name)).toEqual(['before', 'after']);
    expect(rejections).toMatchObject([{ reason: 'internal' }]);
    expect(rejections[0]?.stack).toMatch(/^RangeError\n +at .*unsealClick/);
    expect(JSON.stringify(rejections)).not.toContain(secret);
  });
});

describe('an entry', () => {
  it('was received when the request was, and each has an id of its own', () => {
    const { entries } = run(['', 'a=1000']);
    expect(entries.map((entry) => entry.received)).toEqual([received, received]);
    expect(entries.map(({ event }) => event.id)).toEqual([`${received}-1`, `${received}-2`]);
  });

  it('is identified by random, time and site', () => {
    const same = 'r=x&t=1&i=acme';
    const [one, again] = run([same, `${same}&s=other&a=5000`]).entries;
    expect(one?.hit).toEqual(again?.hit);
    expect(one?.hit?.time).toBe(1);
  });

  it.each([
    ['another random', 'r=x&t=1&i=a', 'r=y&t=1&i=a'],
    ['another time', 'r=x&t=1&i=a', 'r=x&t=2&i=a'],
    ['another site', 'r=x&t=1&i=a', 'r=x&t=1&i=b'],
    ['no site', 'r=x&t=1&i=a', 'r=x&t=1'],
    ['a site that ends as the random begins', 'i=a%0Ab&r=c&t=1', 'i=a&r=b%0Ac&t=1'],
    ['a site that holds the other’s quotes', `i=a","b&r=c&t=1`, `i=a&r=b","c&t=1`],
  ])('is another one with %s', (_, first, second) => {
    const [one, other] = run([first, second]).entries;
    expect(one?.hit).not.toEqual(other?.hit);
  });

  it.each(['t=1&i=acme', 'r=x&i=acme', 'i=acme'])(
    'has no identity without a random and a time (%s)',
    (query) => {
      expect(run([query]).entries[0]?.hit).toBeNull();
    },
  );
});

describe('the id of a hit’s event', () => {
  const days = 24 * 60 * 60 * 1_000;
  const idsOf = (...queries: readonly string[]): string[] =>
    run(queries).entries.map(({ event }) => event.id);

  it('is the same whoever receives the hit again, later, queued or by another way', () => {
    const [first, again] = idsOf(`r=x&t=${received}&i=acme`, `i=acme&a=5000&t=${received}&r=x`);
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(again).toBe(first);
    const elsewhere = decideHits(
      {
        request: sampleRequest({}, { received: received + 6 * days }),
        origin: originOf(sampleRequest()),
        queries: [`r=x&t=${received}&i=acme`],
      },
      settings,
      { ...tools, ids: { event: () => 'another machine', visitor: () => fresh } },
    );
    expect(elsewhere.entries.map(({ event }) => event.id)).toEqual([first]);
  });

  it('is another one for each site of a hit, as if it had been sent for that site', () => {
    const [shop, blog, ...more] = idsOf(`r=x&t=${received}&i=shop,blog`);
    expect([shop, blog]).toEqual(idsOf(`r=x&t=${received}&i=shop`, `r=x&t=${received}&i=blog`));
    expect(shop).not.toBe(blog);
    expect(more).toEqual([]);
  });

  it.each([
    ['7 days ago', -7 * days],
    ['in 7 days', 7 * days],
  ])('has the time of a page whose clock shows %s, and is new beyond', (_, offset) => {
    const time = received + offset;
    const beyond = time + Math.sign(offset);
    const [within, over] = idsOf(`r=x&t=${time}`, `r=x&t=${beyond}`);
    expect(Number.parseInt(within?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(time);
    expect(over).toBe(`${received}-1`);
  });

  it.each([`t=${received}&i=acme`, 'r=x&i=acme', ''])(
    'is new where nothing tells the hit from others (%s)',
    (query) => {
      expect(idsOf(query, query)).toEqual([`${received}-1`, `${received}-2`]);
    },
  );
});
