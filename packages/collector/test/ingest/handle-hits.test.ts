import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@hitmark/codec/event';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BodyError } from '../../src/ingest/request-body.ts';
import { createHandleHits, type HandleHits } from '../../src/ingest/handle-hits.ts';
import { createJournal, type Journal } from '../../src/ingest/journal.ts';
import { openJournalReader } from '../../src/journal/index.ts';
import { createCounters } from '../../src/metrics/counters.ts';
import type { HitEndpoint } from '../../src/pipeline/hit/hit-outcome.ts';
import type { RawRequest } from '../../src/pipeline/request/raw-request.ts';
import type { PipelineSettings } from '../../src/pipeline/settings.ts';
import type { RateLimit } from '../../src/rate-limit/rate-limit.ts';
import { createReadSender } from '../../src/ingest/site-keys.ts';
import { createRecorder, type RecorderDeps } from '../../src/ingest/recorder.ts';
import { openJournal, otherConnection } from '../journal/sample-journal.ts';
import { createReadOrigin } from '../../src/pipeline/request/origin-facts.ts';
import { sampleRequest, settings as sampleSettings } from '../pipeline/sample-request.ts';

/** One for all tests that do not break it: starting one takes longer than a test. */
let journal: Journal;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-unit-'));
  journal = await createJournal({ data: folder, minFreeBytes: 0 });
});

afterAll(async () => {
  await journal.close();
  rmSync(folder, { recursive: true });
});

const oneSite = { ...sampleSettings, sites: { acme: { origins: [] } } };
const siteKey = 'acme-key-0123456789abcdef0123456789';
const otherKey = 'shop-key-0123456789abcdef0123456789';

interface Circumstances {
  readonly journal?: Journal;
  readonly settings?: PipelineSettings;
  readonly storeTimeoutMs?: number;
  readonly rateLimit?: RateLimit | null;
}

/** A collector without a server. Its events are those that are stored from now on. */
function start({
  journal: own = journal,
  settings = sampleSettings,
  storeTimeoutMs = 5_000,
  rateLimit = null,
  ...hooks
}: Pick<RecorderDeps, 'onEvent' | 'onRejected'> & Circumstances = {}) {
  const reader = openJournalReader(folder);
  onTestFinished(() => reader.close());
  const before = reader.lastSequence();
  const events = (): Partial<Event>[] =>
    reader.page(before, 1_000).map(({ event }) => JSON.parse(event) as Partial<Event>);
  const log: Record<string, unknown>[] = [];
  const write = (line: string): void => {
    log.push(JSON.parse(line) as Record<string, unknown>);
  };
  const logger = pino({}, { write });
  const counters = createCounters();
  const { daily } = own;
  const recorder = createRecorder({ log: logger, counters, daily, replicas: null, ...hooks });
  const { cookie, privacy, sites } = settings;
  const collect = createHandleHits({
    settings,
    recorder,
    journal: own,
    writerSettings: own.configure({
      decision: { cookie, privacy, sites },
      clickKeys: [],
      withEvents: hooks.onEvent !== undefined,
    }),
    readOrigin: createReadOrigin(settings),
    saltAt: () => null,
    rateLimit,
    storeTimeoutMs,
    countryOf: () => 'CH',
    readSender: createReadSender({ acme: [siteKey], shop: [otherKey] }),
    log: logger,
  });
  return { collect, log, events, counters };
}

function get(collect: HandleHits, query: string, overrides: Partial<RawRequest> = {}) {
  const noBody = () => Promise.reject(new Error('expected no body to be read'));
  return collect('script', sampleRequest({}, { query, ...overrides }), noBody);
}

function post(collect: HandleHits, body: string | Uint8Array, headers: RawRequest['headers'] = {}) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = sampleRequest(headers, { method: 'POST', path: '/hits' });
  return collect('hits', request, () => Promise.resolve(bytes));
}

function names(events: readonly Partial<Event>[]): unknown[] {
  return events.map(({ name }) => name);
}

describe('a hit', () => {
  it('is on disk when it is answered', async () => {
    const { collect, events } = start();
    const { status, headers } = await get(collect, 'e=signup');
    expect(status).toBe(200);
    expect(names(events())).toEqual(['signup']);
    expect(headers['set-cookie']).toContain(String(events()[0]?.visitor));
  });

  it.each<[HitEndpoint, string, number]>([
    ['script', 'HEAD', 200],
    ['pixel', 'HEAD', 200],
    ['pixel', 'OPTIONS', 204],
    ['hits', 'OPTIONS', 204],
    ['pixel', 'POST', 405],
    ['hits', 'GET', 405],
  ])('is not recorded by %s %s', async (endpoint, method, status) => {
    const { collect, events } = start();
    const request = sampleRequest({}, { method, query: 'e=signup' });
    const answer = await collect(endpoint, request, () => Promise.resolve(new Uint8Array()));
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.headers)).not.toContain('set-cookie');
    expect(events()).toEqual([]);
  });

  it('that is refused is no event, is reported with its reason, and logged once', async () => {
    const reasons: string[] = [];
    const { collect, events, log } = start({
      settings: oneSite,
      onRejected: (reason) => reasons.push(reason),
    });
    const { status } = await get(collect, 'i=secret-site&s=secret');
    expect(status).toBe(403);
    expect(events()).toEqual([]);
    expect(reasons).toEqual(['unknown-site']);
    expect(log).toMatchObject([{ event: 'rejected', reason: 'unknown-site', endpoint: 'script' }]);
    expect(JSON.stringify(log)).not.toMatch(/secret|203\.0\.113/);
  });

  it('with bad values is stored without them, which are counted and logged by reason', async () => {
    const reasons: string[] = [];
    const { collect, events, log, counters } = start({
      onRejected: (reason) => reasons.push(reason),
    });
    const query = 'e=a&t=secret&s=secret&s=b&d.__proto__=secret&h=M%FCnchen';
    expect((await get(collect, query)).status).toBe(200);
    expect((await get(collect, query)).status).toBe(200);
    expect(events()).toMatchObject([{ name: 'a' }, { title: 'M\ufffdnchen' }]);
    expect(events()[0]).not.toHaveProperty('client_time');
    expect(reasons).toEqual([]);
    const told = log.map(({ event, reason, parameter, endpoint }) => ({
      event,
      reason,
      parameter,
      endpoint,
    }));
    const line = { event: 'value-cut', endpoint: 'script' };
    expect(told).toEqual([
      { ...line, reason: 'invalid-value', parameter: 't' },
      { ...line, reason: 'repeated-parameter', parameter: 's' },
      { ...line, reason: 'forbidden-name', parameter: 'd.' },
      { ...line, reason: 'malformed-encoding', parameter: 'h' },
    ]);
    expect(JSON.stringify(log)).not.toContain('secret');
    expect(Object.fromEntries(counters.events.script.cuts)).toEqual({
      'invalid-value': 2,
      'repeated-parameter': 2,
      'forbidden-name': 2,
      'malformed-encoding': 2,
    });
    expect([...counters.events.script.rejected]).toEqual([]);
  });
});

describe('a body with a key of its site', () => {
  const visitor = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
  const told = `e=order&t=1700000000000&k=${visitor}&n=u1`;
  const bearer = (key: string) => ({ authorization: `Bearer ${key}`, cookie: `id=${visitor}` });

  it('tells time, visitor and user', async () => {
    const { collect, events } = start();
    const { status, headers } = await post(collect, told, bearer(siteKey));
    expect(status).toBe(204);
    expect(headers).not.toHaveProperty('set-cookie');
    const [event] = events();
    expect(event).toMatchObject({
      time: '2023-11-14T22:13:20.000Z',
      site: 'acme',
      visitor,
      visitor_kind: 'given',
      user: 'u1',
    });
    expect(event).not.toHaveProperty('client_time');
  });

  it.each([
    ['no key at all', {}],
    ['a scheme that is between browser and proxy', { authorization: 'Basic YTpi' }],
  ])('is taken for a hit of a page with %s', async (_name, headers) => {
    const { collect, events } = start();
    expect((await post(collect, told, headers)).status).toBe(204);
    expect(events()).toMatchObject([
      { visitor_kind: 'cookie', client_time: '2023-11-14T22:13:20.000Z', user: 'u1' },
    ]);
    expect(events()[0]?.visitor).not.toBe(visitor);
    expect(events()[0]?.time).not.toBe('2023-11-14T22:13:20.000Z');
  });

  it.each([
    ['a key that is none', bearer('x'.repeat(32))],
    ['a part of the key', bearer(siteKey.slice(0, -1))],
    ['more than the key', bearer(`${siteKey}=`)],
    ['no key after Bearer', { authorization: 'Bearer ' }],
  ])('is refused with %s', async (_name, headers) => {
    const { collect, events } = start();
    const answer = await post(collect, told, headers);
    expect(answer).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
    expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code: 'wrong-key' } });
    expect(events()).toEqual([]);
  });

  it('tells nothing of another site', async () => {
    const { collect, events } = start();
    expect((await post(collect, `${told}&i=shop`, bearer(siteKey))).status).toBe(400);
    expect((await post(collect, `${told}&i=shop`, bearer(otherKey))).status).toBe(204);
    expect((await post(collect, `e=a&i=shop\ne=b&i=acme`, bearer(siteKey))).status).toBe(204);
    expect(events().map(({ site, name }) => [site, name])).toEqual([
      ['shop', 'order'],
      ['acme', 'b'],
    ]);
  });

  it('is asked for by no other route', async () => {
    const { collect, events } = start();
    const headers = { authorization: 'Bearer wrong' };
    await collect('pixel', sampleRequest(headers, { query: 'e=a' }), () =>
      Promise.reject(new Error()),
    );
    expect(names(events())).toEqual(['a']);
  });
});

describe('a body', () => {
  it('holds a hit a line', async () => {
    const { collect, events } = start();
    expect((await post(collect, 'e=a\ne=b\r\n\r\n\ne=c\n')).status).toBe(204);
    expect(names(events())).toEqual(['a', 'b', 'c']);
  });

  it('may hold text beyond ASCII as it is, and begin with a byte order mark', async () => {
    const { collect, events } = start();
    await post(collect, '\uFEFFe=Grüße');
    expect(names(events())).toEqual(['Grüße']);
  });

  it('is stored without the lines that are refused, each of which is reported', async () => {
    const reasons: string[] = [];
    const { collect, events } = start({
      settings: oneSite,
      onRejected: (reason) => reasons.push(reason),
    });
    const lines = 'e=a&i=acme\ne=b&i=shop\ne=c&i=acme\ne=d';
    expect((await post(collect, lines)).status).toBe(204);
    expect(names(events())).toEqual(['a', 'c']);
    expect(reasons).toEqual(['unknown-site', 'unknown-site']);
  });

  it('may hold data nested without end: they are left out, and all else is stored', async () => {
    const { collect, events, counters } = start();
    const nested = `e=deep&d={"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`;
    expect((await post(collect, `e=a\n${nested}\ne=b`)).status).toBe(204);
    expect(names(events())).toEqual(['a', 'deep', 'b']);
    expect(events()[1]).not.toHaveProperty('data');
    expect([...counters.events.hits.cuts]).toEqual([['too-deep', 1]]);
  });

  it('of refused lines only is answered with the reason, and all are reported', async () => {
    const reasons: string[] = [];
    const { collect, events } = start({ onRejected: (reason) => reasons.push(reason) });
    const answer = await post(collect, 't=8640000000000000\ni=shop', {
      authorization: `Bearer ${siteKey}`,
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code: 'invalid-value' } });
    expect(reasons).toEqual(['invalid-value', 'other-site']);
    expect(events()).toEqual([]);
  });

  it.each([
    ['empty', '', 400, 'no-hits'],
    ['of empty lines', '\n\r\n\n', 400, 'no-hits'],
    ['not UTF-8', Uint8Array.of(0x65, 0x3d, 0xff), 415, 'media-type'],
    ['of more hits than allowed', 'e=a\n'.repeat(101), 413, 'too-many-hits'],
  ])('that is %s is rejected whole', async (_, text, status, code) => {
    const { collect, events } = start();
    const answer = await post(collect, text);
    expect(answer.status).toBe(status);
    expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code } });
    expect(events()).toEqual([]);
  });

  it('may hold as many hits as allowed', async () => {
    const { collect, events } = start();
    expect((await post(collect, 'e=a\n'.repeat(100))).status).toBe(204);
    expect(events()).toHaveLength(100);
  });

  it('may hold as many events as hits are allowed, each counted for each of its sites', async () => {
    const { collect, events } = start();
    const line = 'e=a&i=a,b,c,d,e,f,g,h,and,others';
    const answer = await post(collect, Array(13).fill(line).join('\n'));
    expect(answer.status).toBe(413);
    expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code: 'too-many-hits' } });
    expect(events()).toEqual([]);
    expect((await post(collect, Array(12).fill(line).join('\n'))).status).toBe(204);
    expect(events()).toHaveLength(96);
  });

  it('is not read where the head is reason enough to reject it', async () => {
    const { collect } = start();
    const request = sampleRequest({ 'content-type': 'application/json' }, { method: 'POST' });
    const unread = () => Promise.reject(new Error('expected no body to be read'));
    expect((await collect('hits', request, unread)).status).toBe(415);
  });

  it.each([
    ['body-too-large', 413],
    ['request-aborted', 400],
  ] as const)('that could not be read (%s) is rejected', async (code, status) => {
    const { collect, log } = start();
    const failing = () => Promise.reject(new BodyError(code, 'expected …'));
    const answer = await collect('hits', sampleRequest({}, { method: 'POST' }), failing);
    expect(answer.status).toBe(status);
    expect(log).toMatchObject([{ event: 'rejected', reason: code }]);
  });

  it('that fails for a reason nobody foresaw is answered 503, and logged as an error', async () => {
    const { collect, log } = start();
    const failing = () => Promise.reject(new Error('unforeseen'));
    const answer = await collect('hits', sampleRequest({}, { method: 'POST' }), failing);
    expect(answer.status).toBe(503);
    expect(log).toMatchObject([{ event: 'collect-failed', err: { message: 'unforeseen' } }]);
  });
});

describe('onEvent', () => {
  it('runs once for each new event, with its request, when it is on disk', async () => {
    const seen: [unknown, string, unknown[]][] = [];
    const { collect, events } = start({
      onEvent: ({ name }, { path }) => seen.push([name, path, names(events())]),
    });
    await post(collect, 'e=a\ne=b');
    expect(seen).toEqual([
      ['a', '/hits', ['a', 'b']],
      ['b', '/hits', ['a', 'b']],
    ]);
  });

  it('does not run for a hit that is sent again, which is acknowledged all the same', async () => {
    const seen: unknown[] = [];
    const { collect, events } = start({ onEvent: ({ name }) => seen.push(name) });
    const query = 'e=a&r=x&t=1&i=acme';
    expect((await get(collect, query)).status).toBe(200);
    expect((await get(collect, query)).status).toBe(200);
    expect(seen).toEqual(['a']);
    expect(events()).toHaveLength(1);
  });

  it.each(['e=a&r=x&i=acme', 'e=a&t=1&i=acme'])(
    'runs for each of two hits that nothing tells apart (%s)',
    async (query) => {
      const seen: unknown[] = [];
      const { collect, events } = start({ onEvent: ({ name }) => seen.push(name) });
      await get(collect, query);
      await get(collect, query);
      expect(seen).toEqual(['a', 'a']);
      expect(new Set(events().map(({ id }) => id)).size).toBe(2);
    },
  );

  it.each([
    [
      'throws',
      () => {
        throw new Error('hook');
      },
    ],
    ['rejects', () => Promise.reject(new Error('hook'))],
  ])('that %s changes no answer, and is logged', async (_, hook) => {
    const { collect, events, log } = start({
      settings: oneSite,
      onEvent: hook,
      onRejected: hook,
    });
    expect((await post(collect, 'i=acme\ni=shop')).status).toBe(204);
    expect(events()).toHaveLength(1);
    await expect
      .poll(() => log.filter(({ event }) => event === 'hook-failed').map(({ hook: name }) => name))
      .toEqual(expect.arrayContaining(['onEvent', 'onRejected']));
  });
});

describe('a journal that does not store', () => {
  it('makes hits wait for a while, then be refused; what is stored late is an event all the same', async () => {
    const seen: unknown[] = [];
    const { collect, events, log } = start({
      storeTimeoutMs: 50,
      onEvent: ({ name }) => seen.push(name),
    });
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    const { status, headers } = await get(collect, 'e=late');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(Object.keys(headers)).not.toContain('set-cookie');
    expect(seen).toEqual([]);
    lock.exec('COMMIT');
    await expect.poll(() => seen).toEqual(['late']);
    expect(names(events())).toEqual(['late']);
    expect(log).toMatchObject([{ event: 'not-storing' }]);
  });

  it('is logged once an outage, and once when it stores again', async () => {
    const { collect, log } = start({ journal: await openJournal({ maxQueuedBytes: 1_000 }) });
    const large = `s=${'x'.repeat(1_000)}`;
    const statuses = [];
    for (const query of [large, large, '', large, '']) {
      statuses.push((await get(collect, query)).status);
    }
    expect(statuses).toEqual([503, 503, 200, 503, 200]);
    expect(log.map(({ event }) => event)).toEqual([
      'not-storing',
      'storing',
      'not-storing',
      'storing',
    ]);
    expect(log[0]).toMatchObject({ err: { code: 'journal-full' } });
  });

  it('refuses a POST as a whole', async () => {
    const closed = await openJournal();
    await closed.close();
    const { collect } = start({ journal: closed });
    const { status, body } = await post(collect, 'e=a\ne=b');
    expect(status).toBe(503);
    expect(JSON.parse(String(body))).toMatchObject({ error: { code: 'not-stored' } });
  });
});

describe('the tally', () => {
  /** Counts of an endpoint's events by outcome, without those that are zero. */
  function counts({ counters }: ReturnType<typeof start>, endpoint: HitEndpoint) {
    const { counts: numbers, rejected, refused } = counters.events[endpoint];
    return Object.fromEntries(
      [...Object.entries(numbers), ...rejected, ...refused].filter(([, count]) => count !== 0),
    );
  }

  it('counts each hit of a body by its own outcome', async () => {
    const started = start({ settings: oneSite });
    const same = 'i=acme&r=counters&t=1';
    await post(started.collect, `e=a&${same}\ne=b&${same}\ni=shop\ni=acme&t=x\ni=acme`);
    expect(counts(started, 'hits')).toEqual({
      received: 5,
      stored: 3,
      duplicate: 1,
      'unknown-site': 1,
    });
    expect(started.counters.rejectedRequests).toEqual(new Map());
  });

  it('counts a hit for several sites as one event for each', async () => {
    const started = start();
    await post(started.collect, 'e=a&i=acme,shop,blog');
    expect(counts(started, 'hits')).toEqual({ received: 3, stored: 3 });
  });

  it('counts a hit that is refused for each of its sites', async () => {
    const started = start({ settings: oneSite });
    await post(started.collect, 'e=a&i=acme,shop\ne=b&i=acme,shop,blog');
    expect(counts(started, 'hits')).toEqual({ received: 5, stored: 2, 'unknown-site': 3 });
  });

  it('counts events that wait for the disk, and what each of them holds', async () => {
    const slow = await openJournal({ maxQueuedBytes: 10_000 });
    const started = start({ journal: slow });
    const lock = otherConnection(slow.path);
    lock.exec('BEGIN EXCLUSIVE');
    const text = 'x'.repeat(1_000);
    const answered = post(started.collect, `i=a,b,c,d,e,f,g,h&s=${text}`);
    await expect.poll(() => slow.figures().queuedEvents).toBe(8);
    expect(slow.figures().queuedBytes).toBeGreaterThan(8_000);
    expect((await post(started.collect, `i=a,b,c&s=${text}`)).status).toBe(503);
    lock.exec('COMMIT');
    expect((await answered).status).toBe(204);
    expect(counts(started, 'hits')).toEqual({ received: 11, stored: 8, 'journal-full': 3 });
  });

  it('counts a request of more events than are allowed as a request', async () => {
    const limits = { ...sampleSettings.limits, maxHitsPerRequest: 2 };
    const started = start({ settings: { ...sampleSettings, limits } });
    expect((await get(started.collect, 'e=a&i=a,b')).status).toBe(200);
    expect((await get(started.collect, 'e=a&i=a,b,c')).status).toBe(413);
    expect(counts(started, 'script')).toEqual({ received: 2, stored: 2 });
    expect([...started.counters.rejectedRequests]).toEqual([['too-many-hits', 1]]);
  });

  it('counts a request that holds no hits as a request, not as an event', async () => {
    const started = start();
    await post(started.collect, '');
    await post(started.collect, 'e=a', { 'content-type': 'application/json' });
    await get(started.collect, '', { method: 'DELETE' });
    await get(started.collect, '', { method: 'HEAD' });
    expect([counts(started, 'hits'), counts(started, 'script')]).toEqual([{}, {}]);
    expect([...started.counters.rejectedRequests]).toEqual([
      ['no-hits', 1],
      ['media-type', 1],
      ['method', 1],
    ]);
  });

  it('counts what the journal did not take as refused, with the journal’s reason', async () => {
    const closed = await openJournal();
    await closed.close();
    const started = start({ journal: closed });
    await post(started.collect, 'e=a\ne=b\ne=c');
    expect(counts(started, 'hits')).toEqual({
      received: 3,
      'journal-closed': 3,
    });
  });

  it('has a hit in flight until the disk has answered, also past its own answer', async () => {
    const started = start({ storeTimeoutMs: 1 });
    const lock = otherConnection(journal.path);
    lock.exec('BEGIN EXCLUSIVE');
    expect((await get(started.collect, 'e=late')).status).toBe(503);
    expect(counts(started, 'script')).toEqual({ received: 1, inFlight: 1 });
    lock.exec('COMMIT');
    await expect.poll(() => counts(started, 'script')).toEqual({ received: 1, stored: 1 });
  });

  it('counts hits that fail for a reason nobody foresaw as refused', async () => {
    // No cookie can have this name, which the configuration would have told.
    const cookie = { ...sampleSettings.cookie, name: 'a b' };
    const broken = start({ settings: { ...sampleSettings, cookie } });
    expect((await post(broken.collect, 'e=a\ne=b')).status).toBe(503);
    expect(counts(broken, 'hits')).toEqual({ received: 2, internal: 2 });
    expect(broken.log).toMatchObject([{ event: 'collect-failed', err: { type: 'TypeError' } }]);
  });
});

describe('a rate limit', () => {
  it.each([
    ['each of its sites', {}, ['a', 'b', null]],
    ['the site of its key', { authorization: `Bearer ${siteKey}` }, ['acme', 'acme', 'acme']],
  ])('is asked for an event of %s', async (_, headers, expected) => {
    const asked: unknown[] = [];
    const { collect } = start({
      rateLimit: (_request, sites) => {
        asked.push(sites);
        return 0;
      },
    });
    await post(collect, 'e=a&i=a,b\ne=b', headers);
    expect(asked).toEqual([expected]);
  });

  const over: RateLimit = () => 42;

  it('is answered 429 with the time to wait, CORS headers, and the body of its endpoint', async () => {
    const started = start({ rateLimit: over });
    const request = sampleRequest({ origin: 'https://site.test' }, { method: 'POST' });
    const body = () => Promise.resolve(new TextEncoder().encode('e=a\ne=b\ne=c'));
    const answer = await started.collect('hits', request, body);
    expect(answer.status).toBe(429);
    expect(answer.headers).toMatchObject({
      'retry-after': '42',
      'access-control-allow-origin': 'https://site.test',
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After, Hitmark-Stored',
    });
    expect(JSON.parse(String(answer.body))).toMatchObject({ error: { code: 'rate-limit' } });
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(started.events()).toEqual([]);
    expect(started.counters.events.hits.refused).toEqual(new Map([['rate-limit', 3]]));
    expect(started.counters.events.hits.counts).toMatchObject({ received: 3, inFlight: 0 });
  });

  it('shows a pixel and a script all the same', async () => {
    const { collect } = start({ rateLimit: over });
    const answers = await Promise.all(
      (['pixel', 'script'] as const).map((endpoint) =>
        collect(endpoint, sampleRequest({}, { query: 'e=a' }), () => Promise.reject(new Error())),
      ),
    );
    expect(answers).toMatchObject([
      { status: 429, headers: { 'content-type': 'image/gif' } },
      { status: 429, headers: { 'content-type': 'text/javascript; charset=utf-8' } },
    ]);
  });

  it('that is not reached changes nothing', async () => {
    const { collect, events } = start({ rateLimit: () => 0 });
    expect((await get(collect, 'e=a')).status).toBe(200);
    expect(names(events())).toEqual(['a']);
  });
});
