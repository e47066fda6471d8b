import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type OutgoingHttpHeaders,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createLinks, generateKey } from '@hitmark/codec';
import { parseEvent } from '@hitmark/codec/event';
import { pixelGif } from '@hitmark/codec/pixel';
import Koa from 'koa';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  applicationOf,
  clickTracking,
  collector,
  createCollector,
  dispatchOf,
  hits,
  openTracking,
  type MountedOptions,
} from '../src/app.ts';
import { assemble, type CollectorOptions } from '../src/assemble.ts';
import type { PartialOptions } from '../src/configuration/index.ts';
import { createJournal, type Journal } from '../src/ingest/journal.ts';
import { openJournalReader } from '../src/journal/index.ts';
import { createCounters } from '../src/metrics/counters.ts';
import { listen, type Listening } from '../src/server/listen.ts';
import { openJournal, otherConnection } from './journal/sample-journal.ts';

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

const log = pino({ level: 'silent' });

/** Registers a function to be called when a server is not needed any more. */
type WhenDone = (end: () => void | Promise<void>) => void;

/** Serves an application, and returns its URL. */
async function serve(app: Koa, whenDone: WhenDone = onTestFinished): Promise<string> {
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  whenDone(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves a collector as the command does, with the fast path in front. */
async function startFastPath(
  file: PartialOptions = {},
  whenDone: WhenDone = onTestFinished,
): Promise<Listening> {
  const assembly = assemble({ ...file, port: 0, drainMs: 0, journal, log });
  const application = applicationOf(assembly).callback();
  const handlers = { application, fastPath: dispatchOf(assembly) };
  const server = await listen(handlers, assembly.settings, { log, counters: createCounters() });
  whenDone(() => server.drain());
  return server;
}

/** Starts what all tests of a block use. */
function forBlock<Started>(run: (whenDone: WhenDone) => Promise<Started>): () => Started {
  let started: Started;
  beforeAll(async () => {
    const ends: (() => void | Promise<void>)[] = [];
    started = await run((end) => ends.push(end));
    return async () => {
      for (const end of ends) await end();
    };
  });
  return () => started;
}

function start(options: Partial<CollectorOptions> = {}): Promise<string> {
  return serve(createCollector({ journal, log, ...options }));
}

/** Gets an answer as it was sent. `fetch` would decode the body, hide its coding, and add headers against caches. */
async function getRaw(url: string, headers: Record<string, string> = {}) {
  const [response] = (await once(send(url, { headers }).end(), 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

describe('createCollector', () => {
  it('logs errors of the application, and none for a client that closes its connection early', async () => {
    const lines: string[] = [];
    const failing = pino({}, { write: (line) => void lines.push(line) });
    const app = createCollector({ journal, log: failing });
    const asked = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    app.use(async ({ path, req }) => {
      if (path !== '/slow') throw Object.assign(new Error('of ours'), { code: 'ECONNRESET' });
      req.socket.once('close', gone.resolve);
      asked.resolve();
      await gone.promise;
    });
    const url = await serve(app);
    const client = connect(Number(new URL(url).port), '127.0.0.1');
    client.write('GET /slow HTTP/1.1\r\nHost: a\r\n\r\n');
    await asked.promise;
    client.resetAndDestroy();
    await gone.promise;
    expect((await fetch(`${url}/broken`)).status).toBe(500);
    expect(lines.map((line) => (JSON.parse(line) as { err: Error }).err.message)).toEqual([
      'of ours',
    ]);
  });

  it('answers a pixel, a script and a POST, each under its path', async () => {
    const url = await start();
    const pixel = await fetch(`${url}/pixel.gif?e=a`);
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([200, 'image/gif']);
    expect(new Uint8Array(await pixel.arrayBuffer())).toEqual(pixelGif);
    const script = await fetch(`${url}/track.js?e=a`);
    expect([script.status, await script.text()]).toEqual([200, '']);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const post = await fetch(`${url}/hits`, { method: 'POST', body: 'e=a' });
    expect([post.status, await post.text()]).toEqual([204, '']);
  });

  it.each([
    ['keeps it as rawBody', true, 200, ['event']],
    ['keeps nothing of it', false, 404, []],
  ] as const)(
    'takes a body for no empty one where middleware before it has read it, and %s',
    async (_what, keeps, status, types) => {
      const lines: string[] = [];
      const links = createLinks({
        openUrl: 'http://localhost/o/',
        clickUrl: 'http://localhost/c/',
        unsubscribeUrl: 'http://localhost/u/',
        keys: [generateKey('k1')],
      });
      const own = await openJournal();
      const app = new Koa().use(async (context, next) => {
        const rawBody = (await buffer(context.req)).toString();
        if (keeps) Object.assign(context.request, { rawBody });
        await next();
      });
      const failing = pino({}, { write: (line) => void lines.push(line) });
      const stored: string[] = [];
      const onEvent = ({ type }: { readonly type: string }) => void stored.push(type);
      app.use(collector({ journal: own, log: failing, linksFor: () => links, onEvent }));
      const url = await serve(app);
      const { pathname } = new URL(links.unsubscribe({ n: 1 }));
      const body = new URLSearchParams({ unsubscribe: 'undo' });
      const answer = await fetch(url + pathname, { method: 'POST', body });
      expect(answer.status).toBe(status);
      expect(stored).toEqual(types);
      expect(lines.join('').includes('use the collector before what parses bodies')).toBe(!keeps);
    },
  );

  it('answers under the paths that are configured, aliases too, and no others', async () => {
    const url = await start({ paths: { pixel: ['/p.gif', '/open/p.gif/'] } });
    const statuses = [];
    for (const path of ['/p.gif', '/open/p.gif', '/pixel.gif', '/']) {
      statuses.push((await fetch(url + path)).status);
    }
    expect(statuses).toEqual([200, 200, 404, 404]);
  });

  it('sends the headers of CORS with a rejection too, so that the page can read it', async () => {
    const url = await start({ sites: { acme: {} } });
    const { status, headers } = await fetch(`${url}/pixel.gif?i=shop`, {
      headers: { origin: 'null' },
    });
    expect(status).toBe(403);
    expect(headers.get('content-type')).toBe('image/gif');
    expect(headers.get('access-control-allow-origin')).toBe('null');
  });

  it('has no body for HEAD, and records nothing', async () => {
    const url = await start();
    const reader = openJournalReader(folder);
    const before = reader.lastSequence();
    const { status, headers } = await fetch(`${url}/pixel.gif`, { method: 'HEAD' });
    expect([status, headers.get('content-length')]).toEqual([200, '43']);
    expect(reader.lastSequence()).toBe(before);
    reader.close();
  });

  it('refuses a body that is too large, and the sender can read the answer', async () => {
    const url = await start({ limits: { maxBodyBytes: 1_024 } });
    const post = await fetch(`${url}/hits`, { method: 'POST', body: 'x'.repeat(1_025) });
    expect(post.status).toBe(413);
    expect(await post.json()).toMatchObject({ error: { code: 'body-too-large' } });
  });

  it('lists every problem of its options, and refuses parts that it does not know', () => {
    const options = { journal, port: 'x', onEvents: () => {} } as unknown as CollectorOptions;
    expect(() => createCollector(options)).toThrow(/onEvents: no such option\n {2}port: expected/);
  });

  it('runs onEvent and onRejected', async () => {
    const seen: unknown[] = [];
    const url = await start({
      sites: { acme: {} },
      onEvent: ({ name }) => seen.push(name),
      onRejected: (reason) => seen.push(reason),
    });
    await fetch(`${url}/hits`, { method: 'POST', body: 'e=a&i=acme\ne=b' });
    expect(seen).toEqual(['unknown-site', 'a']);
  });
});

describe('the fast path', () => {
  const key = generateKey();
  const links = createLinks({
    openUrl: 'https://t.test/o/',
    clickUrl: 'https://t.test/c/',
    unsubscribeUrl: 'https://t.test/u/',
    keys: key,
  });
  const pathOf = (link: string): string => new URL(link).pathname;
  const click = pathOf(links.click('https://shop.test/', { n: 1 }));

  /** Sends a request, and returns the answer without the parts that differ each time: the date and the visitor's id. */
  async function ask(url: string, method: string, path: string, headers: OutgoingHttpHeaders) {
    const sent = send(url + path, { method, headers });
    const body = path.startsWith('/u/') ? 'List-Unsubscribe=One-Click' : 'e=a\ne=b';
    sent.end(method === 'POST' ? body : undefined);
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const { date, 'set-cookie': cookies, ...others } = response.headers;
    return {
      status: response.statusCode,
      headers: { ...others, cookie: cookies?.map((text) => text.replace(/id=[\w-]+/, 'id')) },
      body: await buffer(response),
    };
  }

  const servers = forBlock(async (whenDone) => {
    const file = {
      links: { keys: [key] },
      paths: {
        script: ['/track.js', '/alias/track.js'],
        // This path has two routes: the first one, the script's, answers.
        tag: ['/tag.js', '/alias/tag.js', '/alias/tag.full.js'],
      },
      limits: { maxBodyBytes: 1_024 },
      // The same as Node's own, which the Koa server has.
      timeouts: { keepAliveMs: 5_000 },
    };
    const { url } = await startFastPath(file, whenDone);
    return {
      koa: await serve(createCollector({ journal, log, ...file }), whenDone),
      fastPath: url.replace('localhost', '127.0.0.1'),
    };
  });

  it.each<[string, string, OutgoingHttpHeaders?]>([
    ['GET', '/pixel.gif?e=a', { origin: 'https://site.test' }],
    ['GET', '/pixel.gif?e=a', { dnt: '1', cookie: 'id=1' }],
    ['GET', '/track.js?e=a', { origin: 'null' }],
    ['GET', '/alias/track.js?e=a'],
    ['GET', '/pixel.gif?t=x'],
    ['GET', `/pixel.gif?${'x'.repeat(9_000)}`],
    ['GET', '/PIXEL.gif/?e=a'],
    ['GET', '/pixel.jpg'],
    ['GET', '/hits'],
    ['HEAD', '/pixel.gif?e=a'],
    ['HEAD', '/track.js?e=a'],
    ['HEAD', '/hits'],
    ['OPTIONS', '/hits', { origin: 'https://site.test' }],
    ['POST', '/hits', { origin: 'https://site.test' }],
    ['POST', '/hits', { 'content-type': 'application/json' }],
    ['POST', '/hits', { 'content-length': 2_000 }],
    ['POST', '/pixel.gif'],
    ['PUT', '/track.js'],
    ['GET', '/tag.js?site=acme'],
    ['GET', '/tag.js', { 'accept-encoding': 'gzip, deflate, br' }],
    ['GET', '/alias/tag.full.js', { 'accept-encoding': 'gzip' }],
    ['GET', '/tag.debug.js'],
    ['GET', '/tag.debug.js', { 'if-none-match': '*' }],
    ['GET', '/buster.js', { 'if-none-match': '"other"' }],
    ['GET', '/TAG.js/'],
    ['HEAD', '/tag.js'],
    ['HEAD', '/tag.js', { 'if-none-match': '*' }],
    ['POST', '/tag.js'],
    ['OPTIONS', '/tag.js'],
    ['GET', '/healthz'],
    ['GET', '/readyz', { 'if-none-match': '*' }],
    ['HEAD', '/readyz'],
    ['POST', '/healthz'],
    ['GET', click],
    ['HEAD', click],
    ['OPTIONS', click],
    ['POST', click],
    ['GET', '/c/none'],
    ['GET', `${click}%20`],
    ['GET', `${click}%E4`],
    ['GET', `${click.replaceAll('-', '%2D')}.`],
    ['GET', `${click}&u=https://other.test/a`],
    ['GET', `${click}/other`],
    ['HEAD', `${click}/)`],
    ['GET', `/C${click.slice(2)}>`],
    ['GET', pathOf(links.open({ n: 1 }))],
    ['GET', pathOf(links.unsubscribe({ n: 1 }))],
    ['POST', pathOf(links.unsubscribe({ n: 1 }))],
    ['POST', pathOf(links.unsubscribe({ n: 1 })), { 'content-length': 5_000 }],
    ['GET', '/pixel.gif//?e=a'],
    ['GET', '/c/'],
  ])('answers as Koa does: %s %s', async (method, path, headers = {}) => {
    const { koa, fastPath } = servers();
    const answer = await ask(koa, method, path, headers);
    expect(await ask(fastPath, method, path, headers)).toEqual(answer);
  });

  function lastSequence(): number {
    const reader = openJournalReader(folder);
    const sequence = reader.lastSequence();
    reader.close();
    return sequence;
  }

  /** The types of the events that were stored after one. */
  function typesAfter(sequence: number): unknown[] {
    const reader = openJournalReader(folder);
    const events = reader.page(sequence, 100).map(({ event }) => parseEvent(event).type);
    reader.close();
    return events;
  }

  /** Sends bytes over a new connection, and returns the first part of the answer. */
  async function exchange(url: string, bytes: string): Promise<string> {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write(bytes);
    const text = once(socket, 'data');
    onTestFinished(() => void socket.destroy());
    return String((await text)[0]);
  }

  describe.each([
    ['by the fast path', 'fast path', ''],
    ['by Koa, after the fast path has passed it on', 'fast path', 'Connection: close\r\n'],
    ['by Koa', 'koa', ''],
  ] as const)('and a link: answered %s', (_, server, header) => {
    const url = forBlock(async (whenDone) => {
      const file = { links: { keys: [key] } };
      return server === 'koa'
        ? serve(createCollector({ journal, log, ...file }), whenDone)
        : (await startFastPath(file, whenDone)).url;
    });

    function answerTo(line: string, body = ''): Promise<string> {
      const length = body === '' ? '' : `Content-Length: ${body.length}\r\n`;
      return exchange(url(), `${line} HTTP/1.1\r\nHost: a\r\n${header}${length}\r\n${body}`);
    }

    it('is followed where the request names the whole address', async () => {
      expect(await answerTo(`GET http://other.test${click}`)).toMatch(/^HTTP\/1\.1 302 /);
    });

    it('is redirected with `Content-Length: 0`', async () => {
      const answer = await answerTo(`GET ${click}`);
      expect(answer).toMatch(/^HTTP\/1\.1 302 /);
      expect(answer.toLowerCase().match(/^(content-length|transfer-encoding): .*$/gm)).toEqual([
        'content-length: 0',
      ]);
    });

    it.each([
      '.',
      ')',
      '>',
      '"',
      ';',
      '*',
      "'",
      '!',
      ']',
      '%20',
      '%E2%80%8B',
      '&utm_source=a',
      '&u=http://a/b',
    ])('is followed with %s after its token: an open, a click, an unsubscribe', async (end) => {
      const before = lastSequence();
      expect(await answerTo(`GET ${click}${end}`)).toMatch(/^HTTP\/1\.1 302 /);
      const open = await answerTo(`GET ${pathOf(links.open({ n: 2 }))}${end}`);
      expect(open).toMatch(/^HTTP\/1\.1 200 /);
      expect(open.toLowerCase()).not.toContain('hitmark-stored: no');
      const unsubscribe = `POST ${pathOf(links.unsubscribe({ n: 3 }))}${end}`;
      expect(await answerTo(unsubscribe, 'List-Unsubscribe=One-Click')).toMatch(/^HTTP\/1\.1 200 /);
      await expect.poll(() => typesAfter(before)).toEqual(['click', 'open', 'unsubscribe']);
    });

    it('is followed without the final - or _ that a mail program left out', async () => {
      for (const last of ['-', '_']) {
        let whole = '';
        for (let n = 0; !whole.endsWith(last); n += 1) {
          whole = pathOf(links.click('https://shop.test/', { id: `reader ${n}` }));
        }
        expect(await answerTo(`GET ${whole.slice(0, -1)}`)).toMatch(/^HTTP\/1\.1 302 /);
        expect(await answerTo(`GET ${whole.slice(0, -2)}`)).toMatch(/^HTTP\/1\.1 404 /);
      }
    });

    it.each([
      [4_096, 200],
      [4_097, 413],
    ])('answers a POST to unsubscribe with a body of %i bytes: %i', async (bytes, status) => {
      const body = 'List-Unsubscribe=One-Click&'.padEnd(bytes, 'x');
      const answer = await answerTo(`POST ${pathOf(links.unsubscribe({ n: 1 }))}`, body);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    });
  });
});

describe('collector', () => {
  const key = generateKey();
  const links = createLinks({
    openUrl: 'https://t.test/o/',
    clickUrl: 'https://t.test/c/',
    unsubscribeUrl: 'https://t.test/u/',
    keys: key,
  });
  const token = 'operator-token-of-the-tests';
  const routes: readonly (readonly [string, string])[] = [
    ['GET', '/tag.js'],
    ['GET', '/tag.full.js'],
    ['GET', '/tag.debug.js'],
    ['GET', '/buster.js'],
    ['GET', '/track.js?e=a'],
    ['GET', '/pixel.gif?e=a'],
    ['POST', '/hits'],
    ['GET', new URL(links.open({ n: 1 })).pathname],
    ['GET', new URL(links.click('https://shop.test/', { n: 1 })).pathname],
    ['GET', new URL(links.unsubscribe({ n: 1 })).pathname],
    ['POST', new URL(links.unsubscribe({ n: 1 })).pathname],
    ['GET', '/healthz'],
    ['GET', '/readyz'],
    ['GET', '/metrics'],
  ];

  function startBehind(middleware: Koa.Middleware): Promise<string> {
    const app = new Koa().use(middleware);
    app.use(collector({ journal, log, links: { keys: [key] }, metrics: { token } }));
    return serve(app);
  }

  async function statusOf(url: string, [method, path]: readonly [string, string]) {
    const body = method === 'POST' ? 'List-Unsubscribe=One-Click&e=a' : null;
    const headers = { authorization: path === '/metrics' ? `Bearer ${token}` : '' };
    const init = { method, body, redirect: 'manual', ...(path === '/metrics' ? { headers } : {}) };
    return (await fetch(url + path, init as RequestInit)).status;
  }

  it('lets middleware before it see every route', async () => {
    const seen: string[] = [];
    const url = await startBehind(async ({ method, url: target }, next) => {
      seen.push(`${method} ${target}`);
      await next();
    });
    for (const route of routes)
      expect([route, await statusOf(url, route)]).toEqual([
        route,
        expect.toSatisfy((status: number) => status < 400),
      ]);
    expect(seen).toEqual(routes.map((route) => route.join(' ')));
  });

  it('gets no request that middleware before it has refused', async () => {
    const reader = openJournalReader(folder);
    const before = reader.lastSequence();
    const url = await startBehind((context) => {
      context.status = 401;
    });
    for (const route of routes) expect([route, await statusOf(url, route)]).toEqual([route, 401]);
    expect(reader.lastSequence()).toBe(before);
    reader.close();
  });

  it('has a robots.txt that forbids everything, but only on a host of its own', async () => {
    const own = await fetch(`${await start()}/robots.txt`);
    expect([own.status, await own.text()]).toEqual([200, 'User-agent: *\nDisallow: /\n']);
    expect(own.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const renamed = await start({ paths: { robots: ['/crawlers.txt/'] } });
    expect((await fetch(`${renamed}/crawlers.txt`)).status).toBe(200);
    expect((await fetch(`${renamed}/robots.txt`)).status).toBe(404);
    const { url } = await startFastPath();
    expect((await fetch(`${url.replace('localhost', '127.0.0.1')}/robots.txt`)).status).toBe(200);
    const shop = await serve(new Koa().use(collector({ journal, log })));
    expect((await fetch(`${shop}/robots.txt`)).status).toBe(404);
  });

  it('serves app link files, also to robots, but only on a host of its own', async () => {
    const path = '/.well-known/assetlinks.json';
    writeFileSync(join(folder, 'assetlinks.json'), '[]');
    const appLinks = { folder };
    const own = await start({ appLinks });
    expect(await (await fetch(own + path)).text()).toBe('[]');
    const robots = await (await fetch(`${own}/robots.txt`)).text();
    expect(robots).toBe(`User-agent: *\nAllow: ${path}\nDisallow: /\n`);
    const shop = await serve(new Koa().use(collector({ journal, log, appLinks })));
    expect((await fetch(shop + path)).status).toBe(404);
  });

  it('leaves requests for other paths to the application', async () => {
    const app = new Koa().use(collector({ journal, log }));
    app.use((context) => {
      context.body = 'the application’s';
    });
    const url = await serve(app);
    for (const path of ['/', '/pixel.gif/x', '/o', '/tag.json', '/metrics']) {
      expect(await (await fetch(url + path)).text()).toBe('the application’s');
    }
  });

  it('ends its timers when it is closed', () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const app = createCollector({ journal, log, privacy: { visitors: 'daily' } });
    app.close();
    expect(timers()).toBe(before);
  });
});

describe('routes that are mounted one by one', () => {
  it('share one set of limits and counters', async () => {
    const links = createLinks({ openUrl: 'https://t.test/o/', keys: generateKey() });
    const registry = new Registry();
    const shared = assemble({
      journal,
      log,
      registry,
      cookie: { name: 'visitor' },
      limits: { maxHitsPerRequest: 1 },
      rateLimits: { addressPerMinute: 1 },
    });
    const app = new Koa().use(hits(shared)).use(openTracking(shared)).use(clickTracking(shared));
    const url = await serve(app);
    expect((await fetch(`${url}/pixel.gif?e=a`)).status).toBe(200);
    expect((await fetch(`${url}/pixel.gif?e=a`)).status).toBe(429);
    expect((await fetch(url + new URL(links.open({ n: 1 })).pathname)).status).toBe(200);
    const text = await registry.metrics();
    expect(text).toContain('hitmark_events_received_total{endpoint="pixel"} 2');
    expect(text).toContain('hitmark_events_received_total{endpoint="open"} 1');
  });
});

describe('hits', () => {
  it('adds the hit routes to an application, which keeps the others', async () => {
    const app = new Koa();
    app.use(hits({ journal, log, cookie: { name: 'visitor' } }));
    app.use((context) => {
      context.body = 'the application’s';
    });
    const url = await serve(app);
    const pixel = await fetch(`${url}/pixel.gif`);
    expect(pixel.headers.get('set-cookie')).toMatch(/^visitor=/);
    expect(await (await fetch(`${url}/tag.js`)).text()).toBe('the application’s');
  });

  it('requires a name for the cookie, also from JavaScript, where no type requires it', () => {
    const options = { journal, log } as unknown as MountedOptions;
    expect(() => hits(options)).toThrow('cookie.name: expected a cookie name');
    expect(() => createCollector(options)).not.toThrow();
  });
});

describe('scripts', () => {
  it.each(['/tag.js', '/buster.js'])('%s is for every page, and short-lived', async (path) => {
    const { status, headers } = await fetch((await start()) + path);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=3600',
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'cross-origin',
      vary: 'Accept-Encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('have a name that holds their hash, under which they never change', async () => {
    const url = await start();
    const tag = await fetch(`${url}/tag.js`);
    const hash = tag.headers.get('etag')?.match(/[\da-f]{16}/)?.[0];
    const hashed = await fetch(`${url}/tag.${hash}.js`);
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(await hashed.text()).toBe(await tag.text());
    expect((await fetch(`${url}/tag.0123456789abcdef.js`)).status).toBe(404);
  });

  it('come in the best coding that a browser takes, the same in each', async () => {
    const url = `${await start()}/tag.js`;
    const plain = await getRaw(url);
    const br = await getRaw(url, { 'accept-encoding': 'gzip, deflate, br' });
    const gzip = await getRaw(url, { 'accept-encoding': 'gzip, br;q=0' });
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'gzip',
    ]);
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    expect(new Set([plain, br, gzip].map(({ headers }) => headers['etag'])).size).toBe(3);
  });

  it('are sent again only to a browser that has another version', async () => {
    const url = `${await start()}/tag.js`;
    const { headers } = await getRaw(url);
    const same = await getRaw(url, { 'if-none-match': String(headers['etag']) });
    expect([same.status, same.body.length]).toEqual([304, 0]);
    expect(same.headers['cache-control']).toBe('public, max-age=3600');
    expect((await getRaw(url, { 'if-none-match': '"other"' })).status).toBe(200);
    const coded = { 'if-none-match': String(headers['etag']), 'accept-encoding': 'br' };
    expect((await getRaw(url, coded)).status).toBe(200);
  });
});

describe('health', () => {
  it('is alive without a journal, and ready only while the journal can store', async () => {
    const own = await openJournal();
    let now = 0;
    const url = await start({ journal: own, now: () => now });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await own.close();
    now += 1_000;
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ok: false, reason: 'journal-closed' },
    ]);
    expect(ready.headers.get('cache-control')).toBe('no-store');
    const alive = await fetch(`${url}/healthz`);
    expect([alive.status, await alive.json()]).toEqual([200, { ok: true }]);
  });

  it('asks the disk at most once a second', async () => {
    const own = await openJournal();
    let now = 1_000_000;
    const url = await start({ journal: own, now: () => now });
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await own.close();
    now += 999;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    now += 1;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  it('asks again when the clock was set back', async () => {
    const own = await openJournal();
    let now = 1_000_000;
    const url = await start({ journal: own, now: () => now });
    await fetch(`${url}/readyz`);
    await own.close();
    now -= 60_000;
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
  });

  it('is not ready where the disk has less room than must stay free', async () => {
    const url = await start({
      journal: await openJournal({ minFreeBytes: Number.MAX_SAFE_INTEGER }),
    });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, reason: 'disk-low' }]);
  });

  it('is not ready while a commit hangs, and ready again when it is done', async () => {
    const own = await openJournal();
    let now = 0;
    const url = await start({ journal: own, now: () => now });
    const lock = otherConnection(own.path);
    lock.exec('BEGIN EXCLUSIVE');
    const hanging = await fetch(`${url}/readyz`);
    expect([hanging.status, await hanging.json()]).toEqual([
      503,
      { ok: false, reason: 'journal-slow' },
    ]);
    lock.exec('COMMIT');
    now += 1_000;
    await expect.poll(async () => (await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('is not ready while the collector shuts down, but alive', async () => {
    const url = await start({ isDraining: () => true });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([503, { ok: false, reason: 'draining' }]);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });
});

describe('email links mounted in an existing server', () => {
  it('leave requests below their path without a token to that server', async () => {
    const app = new Koa();
    app.use(openTracking({ journal, log, cookie: { name: 'hm' } }));
    app.use((context) => {
      context.body = `own ${context.path}`;
    });
    const url = await serve(app);
    for (const path of ['/o/sales/list', '/o/', '/o//a', '/other']) {
      expect(await (await fetch(url + path)).text()).toBe(`own ${path}`);
    }
    expect((await fetch(`${url}/o/sales`)).headers.get('content-type')).toBe('image/png');
  });
});
