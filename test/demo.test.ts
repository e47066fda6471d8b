import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCollector } from './support/collector.ts';
import { startCommand, type RunningCommand } from './support/command.ts';
import { exchange, request } from './support/request.ts';

let data: string;
let demo: RunningCommand;
let origin: string;
let port: number;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-demo-'));
  const ports = ['--port', '0', '--report.port', '0'];
  demo = startCommand(['demo', ...ports, '--data', data, '--trusted-proxy-hops', '1']);
  const [, url = ''] = await demo.output(/Open\s+(http:\S+)/);
  origin = url.replace('localhost', '127.0.0.1');
  port = Number(new URL(origin).port);
});

afterAll(async () => {
  demo.process.kill('SIGINT');
  await demo.end();
  rmSync(data, { recursive: true });
});

/** Pages that are answered under the demo's own host names only. */
const ownHostPages = ['/', '/demo/events', '/demo/latest', '/debug/hits'];

const get = async (path: string): Promise<string> =>
  (await request(`${origin}${path}`)).body.toString();

describe('what a demo prints', () => {
  it('shows commands that run in a clone, and none that would run a package of somebody else', async () => {
    const { input: printed = '' } = await demo.output(/Ctrl-C ends it/);
    expect(printed).toContain(`See them with   npx pnpm@10 hitmark tail --data ${data}\n`);
    expect(printed).toContain(`Count them with npx pnpm@10 hitmark stats --data ${data}\n`);
    expect(printed).not.toMatch(/npx hitmark/);
  });

  it('says that the report does not run, where its port is in use', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-demo-'));
    const taken = ['--port', '0', '--report.port', String(port)];
    const second = startCommand(['demo', ...taken, '--data', folder]);
    await second.output(/Ctrl-C ends it/);
    second.process.kill('SIGINT');
    const { stdout, stderr } = await second.end();
    expect(stdout).toContain('  Report          does not run: see above\n');
    expect(stderr).toContain(`port ${port} on 127.0.0.1 is in use`);
    rmSync(folder, { recursive: true });
  });
});

describe('what a demo shows', () => {
  it.each(ownHostPages)('%s is refused under a foreign host name', async (path) => {
    for (const host of ['evil.example', `evil.example:${port}`, 'x y', 'a"onmouseover=a']) {
      const { status, headers, body } = await request(`${origin}${path}`, { host });
      expect(status).toBe(421);
      expect(body.toString()).toMatch(
        /^this host name is not one of hitmark's own: .*publicUrl\n$/,
      );
      expect(headers).toMatchObject({
        'content-type': 'text/plain; charset=utf-8',
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      });
    }
    const proxied = { host: 'evil.example', 'x-forwarded-host': 'localhost' };
    expect((await request(`${origin}${path}`, proxied)).status).toBe(421);
    const passedOn = { host: 'localhost', 'x-forwarded-host': 'evil.example' };
    expect((await request(`${origin}${path}`, passedOn)).status).toBe(421);
  });

  it.each([
    [
      'for a URL of another host',
      'GET http://evil.example/debug/hits HTTP/1.1\r\nHost: localhost\r\n',
      421,
    ],
    [
      'with two host names',
      'GET /debug/hits HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n',
      421,
    ],
    [
      'with the same host name twice',
      'GET /debug/hits HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n',
      421,
    ],
    ['with an empty host name', 'GET /debug/hits HTTP/1.1\r\nHost:\r\n', 421],
    ['without a host name', 'GET /debug/hits HTTP/1.0\r\n', 421],
    [
      'for a URL of an own host',
      'GET http://localhost/debug/hits HTTP/1.1\r\nHost: localhost\r\n',
      200,
    ],
  ])('depends on the host name, for a request %s too', async (_what, head, status) => {
    const answer = await exchange(port, `${head}Connection: close\r\n\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it.each(ownHostPages)('%s is answered under each of its own host names', async (path) => {
    for (const host of [
      `localhost:${port}`,
      'LOCALHOST',
      'demo.localhost.',
      '192.168.1.7',
      '[::1]',
    ]) {
      const { status, headers } = await request(`${origin}${path}`, { host });
      expect(status).toBe(200);
      const { 'content-security-policy': policy } = headers;
      expect(policy).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
      expect(policy).not.toContain('unsafe');
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      });
      expect(headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('links to the host name of the request only where it is its own', async () => {
    const { body } = await request(`${origin}/`, { host: 'demo.localhost:8700' });
    expect(body.toString()).toContain('href="http://demo.localhost:8700/c/');
    const { body: proxied } = await request(`${origin}/`, {
      host: '127.0.0.1',
      'x-forwarded-host': 'localhost',
      'x-forwarded-proto': 'https',
    });
    expect(proxied.toString()).toContain('href="https://localhost/c/');
  });

  it('takes hits under any host name', async () => {
    expect((await request(`${origin}/pixel.gif?e=other-name`, { host: 't.example' })).status).toBe(
      200,
    );
  });
});

describe('GET /debug/hits', () => {
  it('is a page for browsers, and JSON for everybody else', async () => {
    const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
    for (const accept of [undefined, '*/*', 'application/json', 'application/json, text/html']) {
      const { headers } = await request(
        `${origin}/debug/hits`,
        accept === undefined ? {} : { accept },
      );
      expect(headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        vary: 'Accept',
      });
    }
    const { headers, body } = await request(`${origin}/debug/hits`, { accept: browser });
    expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'Accept' });
    expect(body.toString()).toContain('<h1>The latest hits');
    expect(body.toString()).toContain('?hitmark-debug');
  });

  it('answers 304 to a browser that has the page already, until a new hit comes', async () => {
    const ask = (tag: string) =>
      request(`${origin}/debug/hits`, { accept: 'text/html', 'if-none-match': tag });
    const { status, headers } = await ask('');
    expect(status).toBe(200);
    expect((await ask(String(headers['etag']))).status).toBe(304);
    await request(`${origin}/pixel.gif?e=newer`);
    expect((await ask(String(headers['etag']))).status).toBe(200);
  });

  it('shows what was stored of a hit, and why another was not, newest first', async () => {
    await request(`${origin}/pixel.gif?e=first`);
    const long = 'x'.repeat(9_000);
    await request(`${origin}/pixel.gif?t=1&u=https%3A%2F%2Fsite.test%2F%3Fmail%3Dada&ada=${long}`);
    expect(JSON.parse(await get('/debug/hits')).slice(0, 2)).toMatchObject([
      { method: 'GET', path: '/pixel.gif', parameters: ['t', 'u', '*'], rejected: 'url-too-long' },
      { method: 'GET', path: '/pixel.gif', stored: { name: 'first' } },
    ]);
  });

  it.each([
    ['GPC', '', { 'sec-gpc': '1' }],
    ['DNT', '', { dnt: '1' }],
    ['no consent', '&o=0', {}],
    ['anonymous tracking', '&q=1', {}],
  ])('shows nothing that a hit with %s does not keep', async (_what, more, headers) => {
    const cookie = 'id=b1a3c8de-0a4f-4a27-9d3c-1f0e2d3c4b5a';
    const query = `e=secret&n=ada-lovelace&d.plan=secret-plan&c=secret-click${more}`;
    await request(`${origin}/pixel.gif?${query}`, { cookie, ...headers });
    await request(`${origin}/pixel.gif?${query}&t=secret-time`, { cookie, ...headers });
    const text = await get('/debug/hits');
    expect(text).toContain('"name":"secret"');
    expect(text).not.toMatch(/ada-lovelace|secret-(plan|click|time)|b1a3c8de/);
  });

  it('shows no secret that a stored hit has stars for, also where the hit was rejected', async () => {
    const url = encodeURIComponent('https://site.test/?token=top-secret');
    await request(`${origin}/pixel.gif?u=${url}`);
    await request(`${origin}/pixel.gif?u=${url}&t=never`);
    expect(await get('/debug/hits')).not.toContain('top-secret');
  });

  it('shows no token of a link, since anybody could use it to click', async () => {
    const [, click = ''] = /href="(http[^"]+\/c\/[^"]+)"/.exec(await get('/')) ?? [];
    const { pathname } = new URL(click);
    const token = pathname.slice('/c/'.length);
    expect((await request(`${origin}${pathname}`)).status).toBe(302);
    expect((await request(`${origin}/C/${token}`)).status).toBe(302);
    await request(`${origin}/u/${token}`, {}, 'POST');
    await request(`${origin}/u/${token}`);
    await exchange(
      port,
      `GET http://a${pathname}x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    const text = await get('/debug/hits');
    expect(text).not.toContain(token.slice(0, 20));
    expect(text).toContain('"path":"/c/*"');
  });

  it('does not exist in a collector outside a demo', async () => {
    const collector = await startCollector();
    expect((await request(`${collector.url('127.0.0.1')}/debug/hits`)).status).toBe(404);
    await collector.close();
  });
});
