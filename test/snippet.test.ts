import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startCollector, type TestCollector } from './support/collector.ts';
import { startCommand } from './support/command.ts';
import { startSite, type TestServer } from './support/server.ts';

let collector: TestCollector;
let browser: Browser;
let printed: string;

const snippet = (...args: string[]) => startCommand(['snippet', ...args]).end();

beforeAll(async () => {
  collector = await startCollector();
  browser = await openBrowser();
  const { stdout } = await snippet('--public-url', collector.url('track.test'), '--site', 'acme');
  printed = stdout.replaceAll('data-site', 'data-automated="on" data-engagement="off" data-site');
});

afterAll(async () => {
  await browser.close();
  await collector.close();
});

/** The one printed element that holds a text. */
function element(holds: string): string {
  const lines = printed.split('\n').filter((line) => line.includes(holds));
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

/** Opens a page with what was printed, under the policy that was printed, and returns what is stored. */
async function visit(html: string, javaScriptEnabled = true) {
  const before = collector.events().length;
  const sources = printed.split('\n').filter((line) => /^\w+-src /.test(line));
  const policy = `default-src 'none'; ${sources.join('; ').replace('script-src', "script-src 'nonce-n'")}`;
  const page = `<!doctype html><title>Page</title>${html.replaceAll('<script>', '<script nonce="n">')}`;
  const site: TestServer = await startSite({ '/': page }, undefined, {
    'content-security-policy': policy,
  });
  const context = await browser.context.browser()?.newContext({ javaScriptEnabled });
  const tab = await context?.newPage();
  await tab?.goto(site.url('site.test'), { waitUntil: 'networkidle' });
  await expect.poll(() => collector.events().length).toBeGreaterThan(before);
  await context?.close();
  await site.close();
  return collector
    .events()
    .slice(before)
    .map(({ type, name, site: name_ }) => [name_, name ?? type]);
}

describe('hitmark snippet', () => {
  it('prints a tag, and a policy under which it counts', async () => {
    expect(await visit(element('/tag.js"'))).toEqual([['acme', 'pageview']]);
  });

  it('prints a stub of at most 120 bytes that queues commands', async () => {
    const stub = element('.q=');
    expect(brotliCompressSync(stub).length).toBeLessThanOrEqual(120);
    const events = await visit(
      `${stub}<script>hitmark('event', 'early')</script>${element('/tag.js"')}`,
    );
    expect(events).toEqual(expect.arrayContaining([['acme', 'early']]));
  });

  it('prints a pixel that counts without scripts', async () => {
    expect(await visit(element('<noscript>'), false)).toEqual([['acme', 'pageview']]);
  });

  it('prints integrity for the hashed address only, and it is right', async () => {
    const pinned = element('integrity');
    expect(pinned).toMatch(/\/tag\.[\da-f]{16}\.js" integrity="sha384-/);
    expect(await visit(pinned)).toEqual([['acme', 'pageview']]);
    const wrong = pinned.replace(/sha384-.{4}/, 'sha384-AAAA');
    expect(await visit(`${wrong}${element('<noscript>').replace(/<\/?noscript>/g, '')}`)).toEqual([
      ['acme', 'pageview'],
    ]);
    expect(collector.hits.at(-1)?.path).toBe('/pixel.gif');
  });

  it('tells the tag of routes that have other paths, and of no others', async () => {
    const renamed = await startCollector({
      paths: { tag: ['/static/t.js'], script: ['/static/track.js'], pixel: ['/p'], hits: ['/in'] },
    });
    const address = renamed.url('track.test');
    const environment = {
      HITMARK_PATHS__TAG: '/static/t.js',
      HITMARK_PATHS__SCRIPT: '/static/track.js',
      HITMARK_PATHS__PIXEL: '/p',
      HITMARK_PATHS__HITS: '/in',
    };
    const { stdout } = await startCommand(['snippet', '--public-url', address], environment).end();
    const tag = stdout.split('\n').find((line) => line.includes('/static/t.js"')) ?? '';
    expect(tag).toContain('data-site="my-site" data-pixel.gif="/p" data-hits="/in"></script>');
    const plain = tag.replace('data-site', 'data-automated="on" data-engagement="off" data-site');
    const visits = [
      [plain, '', 'GET /static/track.js'],
      [plain.replace('data-site', 'data-transport="image" data-site'), '', 'GET /p'],
      [plain, `?x=${'y'.repeat(3000)}`, 'POST /in'],
    ] as const;
    for (const [html, query, request_] of visits) {
      const site = await startSite({ '/': `<!doctype html><title>Page</title>${html}` });
      const tab = await browser.context.newPage();
      await tab.goto(`${site.url('site.test')}/${query}`);
      await expect
        .poll(() => renamed.hits.map(({ method, path }) => `${method} ${path}`))
        .toContain(request_);
      await tab.close();
      await site.close();
    }
    await expect.poll(() => renamed.events().length).toBe(visits.length);
    await renamed.close();
  });

  it.each(['http://localhost:8700', 'http://127.0.0.1:8700', 'http://[::1]:8700/'])(
    'has the tags of a collector at %s count pages of that machine',
    async (address) => {
      const { stdout } = await snippet('--public-url', address, '--site', 'acme');
      const tags = stdout.split('\n').filter((line) => line.startsWith('<script async'));
      expect(tags).toHaveLength(2);
      for (const tag of tags) expect(tag).toContain(' data-site="acme" data-localhost="on"');
    },
  );

  it('has no tag of another collector count pages of localhost', async () => {
    const { stdout } = await snippet('--public-url', 'https://localhost.example');
    expect(stdout).not.toContain('data-localhost');
  });

  it('refuses a site that would break out of its attribute', async () => {
    const { status, stderr } = await snippet('--site', 'a"b');
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'hitmark: --site: expected letters, digits, dots, hyphens and commas; try hitmark snippet --help\n',
    });
  });
});
