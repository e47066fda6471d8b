import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createJournal, hits } from '@hitmark/collector';
import Koa from 'koa';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from './support/collector.ts';
import { startServe, type RunningCommand } from './support/command.ts';
import { checkConservation } from './support/conservation.ts';
import { request } from './support/request.ts';

// Events in JSON, posted to /hits by a site's own server: through `hitmark serve`, and mounted in a Koa server.

const keys = {
  acme: 'acme-key-0123456789abcdef0123456789',
  shop: 'shop-key-0123456789abcdef012345',
};
const siteKeys = { acme: [keys.acme], shop: [`${keys.shop}-and-more`] };
const token = 'metrics-token-0123456789';

let folder: string;
let serve: RunningCommand & { readonly url: string };
let mounted: { readonly url: string; readonly data: string; close(): Promise<void> };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hitmark-posted-'));
  serve = await startServe(join(folder, 'serve'), [], {
    HITMARK_SITE_KEYS: JSON.stringify(siteKeys),
    HITMARK_METRICS__TOKEN: token,
  });
  mounted = await mount(join(folder, 'mounted'));
});

afterAll(async () => {
  serve.process.kill();
  await serve.end();
  await mounted.close();
  rmSync(folder, { recursive: true });
});

async function mount(data: string) {
  const journal = await createJournal({ data, minFreeBytes: 0 });
  const options = { journal, siteKeys, cookie: { name: 'hm' }, log: pino({ level: 'silent' }) };
  const handle = new Koa().use(hits(options)).callback();
  const server = createServer((incoming, response) => void handle(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    data,
    async close() {
      server.closeAllConnections();
      server.close();
      await journal.close();
    },
  };
}

interface Posted {
  readonly stored: number;
  readonly duplicate: number;
  readonly errors: readonly { index: number; path: string; code: string; message: string }[];
}

async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = { authorization: `Bearer ${keys.acme}` },
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const type = { 'content-type': 'application/json' };
  const address = `${url.replace('localhost', '127.0.0.1')}/hits`;
  const answer = await request(address, { ...type, ...headers }, 'POST', text);
  return { ...answer, json: JSON.parse(String(answer.body)) as Posted & { error?: unknown } };
}

const places = () => [
  { name: 'serve', url: serve.url, data: join(folder, 'serve') },
  { name: 'a mounted collector', url: mounted.url, data: mounted.data },
];

describe('POST /hits with a site’s key and JSON', () => {
  it('stores an event or a list of them, and tells which were not taken', async () => {
    for (const { url, data } of places()) {
      const before = readEvents(data).length;
      const one = await post(url, { type: 'sent', message: 'm1', weight: 3 });
      expect(one.status).toBe(200);
      expect(one.json).toEqual({ stored: 1, duplicate: 0, errors: [] });
      const list = [
        { type: 'event', name: 'order', time: '2001-05-05T05:05:05Z', data: { revenue: 5 } },
        { type: 'event', name: 'order', colour: 'red' },
        { type: 'event', name: 'order', time: 'yesterday' },
      ];
      const { json, status } = await post(url, list);
      expect(status).toBe(200);
      expect(json).toMatchObject({
        stored: 1,
        duplicate: 0,
        errors: [
          { index: 1, path: 'colour', code: 'unknown-member' },
          { index: 2, path: 'time', code: 'invalid-value' },
        ],
      });
      const events = readEvents(data).slice(before);
      expect(events).toMatchObject([
        { type: 'sent', site: 'acme', message: 'm1', weight: 3 },
        { type: 'event', site: 'acme', name: 'order', time: '2001-05-05T05:05:05.000Z' },
      ]);
      // Nothing of the server that has posted it.
      expect(events.map(({ client }) => client)).toEqual([undefined, undefined]);
    }
  });

  it('stores what has the same key and site once, and gives it the same id everywhere', async () => {
    const event = { type: 'open', key: 'open-1', time: '2020-01-01T00:00:00Z' };
    const ids: (string | undefined)[] = [];
    for (const { url, data } of places()) {
      expect((await post(url, [event, event])).json).toMatchObject({ stored: 1, duplicate: 1 });
      expect((await post(url, { ...event, time: null })).json).toMatchObject({ duplicate: 1 });
      ids.push(readEvents(data).findLast(({ type }) => type === 'open')?.id);
      const other = { authorization: `Bearer ${keys.shop}-and-more` };
      expect((await post(url, event, other)).json).toMatchObject({ stored: 1, duplicate: 0 });
    }
    expect(ids[0]).toBeDefined();
    expect(ids[1]).toBe(ids[0]);
  });

  it('takes nothing of the request for the visitor’s', async () => {
    const headers = {
      authorization: `Bearer ${keys.acme}`,
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36',
      cookie: 'id=f47ac10b-58cc-4372-a567-0e02b2c3d479',
      referer: 'https://internal.example/',
      'sec-gpc': '1',
    };
    for (const { url, data } of places()) {
      const answer = await post(url, { type: 'pageview', user: 'u1' }, headers);
      expect(answer.headers['set-cookie']).toBeUndefined();
      const event = readEvents(data).at(-1);
      expect(event).toMatchObject({ user: 'u1', actor_reasons: ['server'] });
      expect(event).not.toHaveProperty('client');
      expect(event).not.toHaveProperty('url');
      expect(event).not.toHaveProperty('visitor');
    }
  });

  it.each<[string, unknown, Record<string, string>, number, string]>([
    ['no key', {}, {}, 415, 'media-type'],
    ['a wrong key', {}, { authorization: 'Bearer wrong' }, 401, 'wrong-key'],
    ['another scheme', {}, { authorization: 'Basic YTpi' }, 415, 'media-type'],
    ['no JSON', 'type=open', { authorization: `Bearer ${keys.acme}` }, 400, 'malformed-json'],
    [
      'too many events',
      Array.from({ length: 101 }, () => ({ type: 'open' })),
      { authorization: `Bearer ${keys.acme}` },
      413,
      'too-many-hits',
    ],
    [
      'too many bytes',
      ' '.repeat(65_537),
      { authorization: `Bearer ${keys.acme}` },
      413,
      'body-too-large',
    ],
  ])('is refused with %s', async (_what, body, headers, status, code) => {
    for (const { url, data } of places()) {
      const before = readEvents(data).length;
      const answer = await post(url, body, headers);
      expect(answer.status).toBe(status);
      expect(answer.json.error).toMatchObject({ code });
      expect(readEvents(data)).toHaveLength(before);
    }
  });

  it('stores nothing of an empty list', async () => {
    for (const { url } of places()) {
      expect((await post(url, [])).json).toEqual({ stored: 0, duplicate: 0, errors: [] });
    }
  });

  it('counts each event once', async () => {
    const scrape = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const url = serve.url.replace('localhost', '127.0.0.1');
      return checkConservation(String((await request(`${url}/metrics`, headers)).body), 'hits');
    };
    const before = await scrape();
    const known = { type: 'open', key: 'counted' };
    await post(serve.url, [known, known, { type: 'none' }, 5, { type: 'click' }]);
    const after = await scrape();
    expect(after.received - before.received).toBe(5);
    expect(after.stored - before.stored).toBe(2);
    expect(after.duplicate - before.duplicate).toBe(1);
    expect(after.rejected - before.rejected).toBe(2);
    expect(after.inFlight).toBe(0);
  });
});
