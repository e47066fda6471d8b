import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinks, generateKey } from '@hitmark/codec';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { readEvents } from './support/collector.ts';
import { cleanEnvironment, watch, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { request } from './support/request.ts';

/** An example that runs, and a browser to look at it with. */
interface Example {
  readonly url: string;
  readonly data: string;
  readonly page: Page;
  /** All it printed so far, once that holds what is looked for. */
  printed(until: RegExp): Promise<string>;
}

const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0)) await step();
});

async function start(name: string, variables: Record<string, string> = {}): Promise<Example> {
  const data = mkdtempSync(join(tmpdir(), 'hitmark-example-'));
  const port = await freePort();
  const folder = fileURLToPath(new URL(`../examples/${name}`, import.meta.url));
  const settings = { PORT: String(port), HITMARK_DATA: data, ...variables };
  const environment = { ...cleanEnvironment(), ...settings };
  const running = watch(
    spawn(process.execPath, ['server.ts'], {
      cwd: folder,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  await running.output(new RegExp(`Open http://localhost:${port}`));
  const browser = await openBrowser();
  cleanUp.push(
    () => browser.close(),
    () => end(running),
    async () => rmSync(data, { recursive: true }),
  );
  return {
    url: `http://localhost:${port}`,
    data,
    page: await newPage(browser),
    printed: async (until) => (await running.output(until)).input ?? '',
  };
}

async function newPage({ context }: Browser): Promise<Page> {
  return context.pages()[0] ?? (await context.newPage());
}

async function end(running: RunningCommand): Promise<void> {
  running.process.kill();
  await running.end();
}

/** Opens a page and waits until a number of events are on disk. */
async function visit({ page, url, data }: Example, path: string, events: number): Promise<void> {
  await page.goto(`${url}${path}`, { waitUntil: 'networkidle' });
  await expect.poll(() => readEvents(data).length).toBe(events);
}

describe('examples', () => {
  it('1-simple: a page calls /track.js, and the facts of its request are printed', async () => {
    const example = await start('1-simple');
    await visit(example, '/', 1);
    const printed = await example.printed(/country: .*\n\}/);
    expect(printed).toContain(`url: '${example.url}/'`);
    expect(printed).toMatch(/ip: '(127\.0\.0\.0|::)'/);
    expect(printed).toMatch(/user_agent: 'Mozilla.*Chrome/);
    expect(printed).toContain(`language: 'en-US'`);
  });

  it('2-search: the search term of the page arrives as s', async () => {
    const example = await start('2-search');
    await visit(example, '/?search=red+shoes+%26+more', 1);
    const printed = await example.printed(/search: .*\}/);
    expect(printed).toContain(`{ s: 'red shoes & more', search: 'red shoes & more' }`);
  });

  it('3-cookies: a second visit is recognised, and clearing cookies starts anew', async () => {
    const example = await start('3-cookies');
    await visit(example, '/', 1);
    await visit(example, '/', 2);
    await example.page.context().clearCookies();
    await visit(example, '/', 3);
    const [first, second, third] = readEvents(example.data).map(({ visitor }) => visitor);
    expect(first).toMatch(/^[\da-f]{8}-[\da-f]{4}-4/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    const printed = await example.printed(new RegExp(`visitor: '${third}', visit: 1`));
    expect(printed).toContain(`visitor: '${first}', visit: 1`);
    expect(printed).toContain(`visitor: '${first}', visit: 2`);
  });

  it('4-cache-busting: the cache swallows the second hit without the buster, and none with it', async () => {
    const example = await start('4-cache-busting');
    await visit(example, '/without', 1);
    await visit(example, '/', 1);
    await visit(example, '/without', 1);

    await visit(example, '/with', 2);
    await visit(example, '/', 2);
    await visit(example, '/with', 3);
    const printed = await example.printed(/(page: '\/with',[^]*){2}/);
    const hits = [...printed.matchAll(/page: '\/with', r: '(\w+)', t: '(\d+)'/g)];
    const [first, second] = hits.map(([, r, t]) => ({ r, t }));
    expect(hits).toHaveLength(2);
    expect(first?.r).not.toBe(second?.r);
    expect(first?.t).not.toBe(second?.t);
    expect(printed.match(/page: '\/without', r: undefined, t: undefined/g)).toHaveLength(1);
  });

  it('send-email: an email is opened and clicked, and leads to its offer', async () => {
    const example = await start('send-email');
    await visit(example, '/', 1);
    await example.page.click('a');
    await example.page.waitForURL(/\/offer$/);
    expect(readEvents(example.data)).toMatchObject([
      { type: 'open', data: { customer_id: 1 } },
      { type: 'click', link: { url: `${example.url}/offer`, label: 'offer' } },
    ]);
    await example.printed(/click \{[^]*\} http:\/\/localhost:\d+\/offer/);
  });

  it('koa-middleware: links are read by the key of the host they came to, and by no other', async () => {
    const key = generateKey('mine');
    const example = await start('koa-middleware', { LINK_KEY: key });
    const openUrl = `${example.url}/mail/open/`;
    const links = createLinks({ openUrl, clickUrl: `${example.url}/mail/click/`, keys: key });
    await request(links.open());
    const click = links.click('https://shop.example.com/');
    expect((await request(click)).headers.location).toBe('https://shop.example.com/');
    expect((await request(click.replace('localhost', '127.0.0.1'))).status).toBe(404);
    expect((await request(`${example.url}/other`)).body.toString()).toBe('the application itself');
    expect(readEvents(example.data)).toMatchObject([{ type: 'open' }, { type: 'click' }]);
    await example.printed(/open by mine\nclick by mine\nrejected unknown-key/);
  });
});
