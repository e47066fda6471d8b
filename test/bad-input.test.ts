import { pixelGif } from '@hitmark/codec/pixel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServe, type RunningCommand } from './support/command.ts';
import { startCollector, type TestCollector } from './support/collector.ts';
import { exchange, request } from './support/request.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let collector: TestCollector;

beforeAll(async () => {
  collector = await startCollector();
});

afterAll(() => collector.close());

const origin = { origin: 'https://site.test' };

/** Lines of the log that a request adds, without time and level. */
async function logOf(run: () => Promise<unknown>): Promise<unknown[]> {
  const before = collector.log.length;
  await run();
  return collector.log.slice(before).map(({ event, reason }) => ({ event, reason }));
}

describe.each([
  ['a Latin-1 page', 's=M%FCnchen', { search: 'M\ufffdnchen' }, 'malformed-encoding'],
  ['a repeated parameter', 's=1&s=2', { search: '1' }, 'repeated-parameter'],
  ['__proto__ as data', 'd.__proto__=1', {}, 'forbidden-name'],
  ['a time in words', 't=yesterday', {}, 'invalid-value'],
  ['a title without end', `h=${'x'.repeat(2_000)}`, { title: 'x'.repeat(1_024) }, 'too-long'],
  [
    'data of too many names',
    Array.from({ length: 65 }, (_, n) => `d.n${n}=1`).join('&'),
    { data: Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`n${n}`, '1'])) },
    'too-much-data',
  ],
  ['data nested without end', `d={"a":${'['.repeat(1_000)}}`, {}, 'too-deep'],
  ['a ninth site', 'i=a,b,c,d,e,f,g,h,i', { site: 'h' }, 'too-many-sites'],
  ['parameters without end', `${'zz&'.repeat(257)}s=1`, {}, 'too-many-parameters'],
] as const)('a hit of %s', (_name, query, members, reason) => {
  /** A collector of its own, whose log has told nothing yet. */
  let own: TestCollector;

  beforeAll(async () => {
    own = await startCollector();
  });

  afterAll(() => own.close());

  it.each(['/pixel.gif', '/track.js', '/hits'])(
    'is stored by %s without what is wrong with it, which is logged once',
    async (path) => {
      const before = own.events().length;
      const url = own.url('127.0.0.1') + path;
      const answer =
        path === '/hits'
          ? await request(url, {}, 'POST', `e=whole&${query}`)
          : await request(`${url}?e=whole&${query}`);
      expect(answer.status).toBe(path === '/hits' ? 204 : 200);
      const stored = own.events().slice(before);
      expect(stored.at(-1)).toMatchObject({ type: 'event', ...members });
      expect(stored.at(-1)).not.toHaveProperty('client_time');
      const lines = own.log.filter(({ event }) => event === 'value-cut');
      expect(lines).toMatchObject([{ reason, level: 40 }]);
      expect(own.log).toHaveLength(1);
    },
  );
});

describe('escapes that are none', () => {
  it.each([
    ['100%', '100%'],
    ['50%+off', '50% off'],
    ['%zz%4', '%zz%4'],
    ['%E2%82%AC%', '€%'],
  ])('stay as they are: %s', async (sent, search) => {
    const own = await startCollector();
    expect((await request(`${own.url('127.0.0.1')}/pixel.gif?s=${sent}`)).status).toBe(200);
    expect(own.events()).toMatchObject([{ search }]);
    expect(own.log).toEqual([]);
    await own.close();
  });
});

describe('limits', () => {
  it('answers 414 with the pixel to a URL over 8,192 bytes, and takes one of 8,192', async () => {
    const path = '/pixel.gif?s=';
    const lines = await logOf(async () => {
      const long = `${path}${'x'.repeat(8_193 - path.length)}`;
      const answer = await request(`${collector.url('127.0.0.1')}${long}`, origin);
      expect(answer).toMatchObject({ status: 414, body: Buffer.from(pixelGif) });
      expect(answer.headers['access-control-allow-origin']).toBe('https://site.test');
    });
    expect(lines).toEqual([{ event: 'rejected', reason: 'url-too-long' }]);
    // A HEAD of the longest that fits shows the limit without leaving an event behind.
    const fits = `${path}${'x'.repeat(8_192 - path.length)}`;
    expect((await request(`${collector.url('127.0.0.1')}${fits}`, {}, 'HEAD')).status).toBe(200);
  });

  it('answers 413 to a body over 64 KiB, announced or not', async () => {
    const body = 's=' + 'x'.repeat(65_535);
    for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
      const answer = await post(body, { ...origin, ...headers });
      expect(answer).toMatchObject({ status: 413 });
      expect(JSON.parse(answer.body.toString())).toMatchObject({
        error: { code: 'body-too-large' },
      });
      expect(answer.headers['access-control-allow-origin']).toBe('https://site.test');
    }
  });

  it('answers 413 to more than 100 hits in a request', async () => {
    const answer = await post('r=1\n'.repeat(101));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { code: 'too-many-hits' } });
  });
});

describe('bodies', () => {
  it.each([
    ['JSON', { 'content-type': 'application/json' }, '{"r":"1"}'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 'r=1'],
    ['another charset', { 'content-type': 'text/plain; charset=utf-16' }, 'r=1'],
    ['a compressed body', { 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 'r=1'],
    ['bytes that are no UTF-8', { 'content-type': 'text/plain' }, Buffer.from([0x73, 0x3d, 0xff])],
  ])('answers 415 to %s', async (_name, headers, body) => {
    const answer = await post(body, { ...origin, ...headers });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { code: 'media-type' } });
  });

  it('answers 400 to an empty one', async () => {
    const answer = await post('\n\n');
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.toString())).toMatchObject({ error: { code: 'no-hits' } });
  });
});

describe('methods', () => {
  it.each(['/pixel.gif', '/track.js'])(
    'answers HEAD of %s as GET, and records nothing',
    async (path) => {
      const { status, headers, body } = await request(
        `${collector.url('127.0.0.1')}${path}?r=1`,
        origin,
        'HEAD',
      );
      expect(status).toBe(200);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'Origin' });
      expect(headers).not.toHaveProperty('set-cookie');
      expect(body).toHaveLength(0);
    },
  );

  it.each(['/pixel.gif', '/track.js', '/hits'])(
    'answers a preflight of %s for any origin',
    async (path) => {
      const { status, headers } = await request(
        `${collector.url('127.0.0.1')}${path}`,
        { origin: 'null', 'access-control-request-method': 'POST' },
        'OPTIONS',
      );
      expect(status).toBe(204);
      expect(headers).toMatchObject({
        'access-control-allow-origin': 'null',
        'access-control-allow-credentials': 'true',
      });
    },
  );

  it.each([
    ['/pixel.gif', 'POST', 'GET, HEAD, OPTIONS'],
    ['/track.js', 'DELETE', 'GET, HEAD, OPTIONS'],
    ['/hits', 'GET', 'POST, OPTIONS'],
    ['/hits', 'HEAD', 'POST, OPTIONS'],
  ])('answers 405 to %s with %s', async (path, method, allow) => {
    const { status, headers } = await request(
      `${collector.url('127.0.0.1')}${path}`,
      origin,
      method,
    );
    expect(status).toBe(405);
    expect(headers).toMatchObject({ allow, 'access-control-allow-origin': 'https://site.test' });
  });
});

describe('a server that answers requests which cannot be read', () => {
  let data: string;
  let server: RunningCommand & { readonly url: string };

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'hitmark-data-'));
    server = await startServe(data);
  });

  afterAll(async () => {
    server.process.kill();
    await server.end();
    rmSync(data, { recursive: true });
  });

  it.each([
    [
      'headers over 16 KiB',
      `GET /pixel.gif HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'malformed-request'],
    [
      'a header that smuggles',
      'POST /hits HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n',
      400,
      'malformed-request',
    ],
  ])(
    '%s: a status, one log line, and the next request is served',
    async (_name, bytes, status, reason) => {
      const answer = await exchange(Number(new URL(server.url).port), bytes);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      await server.output(new RegExp(`"event":"rejected","reason":"${reason}"`));
      expect(
        (await request(`${server.url.replace('localhost', '127.0.0.1')}/healthz`)).status,
      ).toBe(200);
    },
  );
});

describe('after all that', () => {
  it('the journal holds no event', () => {
    expect(collector.events()).toEqual([]);
  });
});

function post(body: string | Buffer, headers: Record<string, string> = origin) {
  const type = { 'content-type': 'text/plain;charset=UTF-8' };
  return request(`${collector.url('127.0.0.1')}/hits`, { ...type, ...headers }, 'POST', body);
}
