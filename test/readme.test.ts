import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { readEvents, startCollector, type TestCollector } from './support/collector.ts';
import { cleanEnvironment, watch, type RunningCommand } from './support/command.ts';
import { freePort } from './support/free-port.ts';
import { appendViews } from './support/report.ts';
import { request } from './support/request.ts';
import { startSite } from './support/server.ts';

// Every block of the README is run here; one that no test claims fails the last test.

const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({
  language,
  text: text ?? '',
}));
const claimed = new Set<string>();

/** The one block of a language that holds a text. */
function block(language: string, holds: string): string {
  const found = blocks.filter((each) => each.language === language && each.text.includes(holds));
  expect(found, `blocks of ${language} with ${holds}`).toHaveLength(1);
  const [{ text } = { text: '' }] = found;
  claimed.add(text);
  return text;
}

let data: string;
let browser: Browser;
let collector: TestCollector;

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hitmark-readme-'));
  browser = await openBrowser();
  collector = await startCollector();
});

afterAll(async () => {
  await browser.close();
  await collector.close();
  rmSync(data, { recursive: true });
});

/** Opens a page that holds HTML of the README, with the collector's address in place of the example's. */
async function openPage(html: string): Promise<void> {
  const atCollector = html
    .replaceAll('https://t.example.com', collector.url('track.test'))
    .replace('data-site="acme"', 'data-site="acme" data-automated="on" data-engagement="off"')
    .replace("site: 'acme'", "site: 'acme', automated: 'on', engagement: 'off'");
  const site = await startSite({ '/': `<!doctype html><title>Page</title>${atCollector}` });
  const page = await browser.context.newPage();
  await page.goto(`${site.url('site.test')}/?search=red+shoes`, { waitUntil: 'networkidle' });
  await page.close();
  await site.close();
}

/** Runs a TypeScript block as a module of a project that depends on hitmark. */
function runModule(code: string, folder: string): RunningCommand {
  return watch(
    spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
      cwd: join(root, folder),
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** Runs a command of the README; `npx pnpm@10` is the pnpm that runs this test. */
function runLine(line: string): RunningCommand {
  const [npx, pnpm, ...args] = line.split(' ');
  expect([npx, pnpm]).toEqual(['npx', 'pnpm@10']);
  return watch(
    spawn('pnpm', ['--silent', ...args], {
      cwd: root,
      env: { ...cleanEnvironment(), HITMARK_DATA: data },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    }),
  );
}

function interrupt({ process: child }: RunningCommand): void {
  process.kill(-(child.pid ?? NaN), 'SIGINT');
}

describe('the README', () => {
  it('starts and tests with commands that stand in package.json', () => {
    // What they do: start.test.ts, and this very run.
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(block('sh', 'pnpm@10 start')).toBe('npx pnpm@10 start\n');
    expect(block('sh', 'pnpm@10 test')).toBe('npx pnpm@10 test\n');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']));
  });

  it('has a script tag, a stub and an event that work together in a page', async () => {
    const stub = block('html', 'hitmark.q = []');
    const event = block('html', "'signup'");
    const tag = block('html', 'tag.js');
    await openPage(stub + event + tag);
    await expect.poll(() => collector.events().length).toBe(2);
    expect(collector.events()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'pageview', site: 'acme', search: 'red shoes' }),
        expect.objectContaining({ type: 'event', name: 'signup', data: { plan: 'pro' } }),
      ]),
    );
  });

  it('has a cache buster that works in a page', async () => {
    const before = collector.events().length;
    await openPage(block('html', 'buster.js'));
    await expect.poll(() => collector.events().length).toBe(before + 1);
    expect(collector.hits.at(-1)).toMatchObject({ path: '/track.js' });
  });

  it('has a module for bundlers that works in a page', async () => {
    const before = collector.events().length;
    const module = readFileSync(join(root, 'packages/tag/dist/index.js'));
    const url = `data:text/javascript;base64,${module.toString('base64')}`;
    const code = block('ts', '@hitmark/tag').replace('@hitmark/tag', url);
    await openPage(`<script type="module">${code}</script>`);
    await expect.poll(() => collector.events().length).toBe(before + 2);
    expect(collector.events().at(-1)).toMatchObject({ site: 'acme' });
  });

  it('has links for email that are an open and a click when they are followed', async () => {
    const key = generateKey('readme');
    const reader = await startCollector({ links: { keys: [key] } });
    const code = block('ts', 'createLinks').replace('generateKey(),', `'${key}',`);
    const { stdout, stderr } = await runModule(code, '.').end();
    expect(stderr).toBe('');
    const urls = [...stdout.matchAll(/"(https:\/\/t\.example\.com[^"]+)"/g)].map(
      ([, url]) => url ?? '',
    );
    for (const url of urls) {
      await request(url.replace('https://t.example.com', reader.url('127.0.0.1')));
    }
    // On a busy machine an answer does not wait for the disk: `Hitmark-Stored: pending`.
    await expect.poll(() => reader.events()).toHaveLength(2);
    expect(reader.events()).toMatchObject([
      { type: 'click', link: { url: 'https://shop.example.com/' }, data: { customer_id: 1 } },
      { type: 'open', data: { customer_id: 1 } },
    ]);
    await reader.close();
  });

  it('says how many bytes scripts have at most, as the gates do', () => {
    const { 'size-limit': gates } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as { 'size-limit': { path: string; limit: string }[] };
    for (const script of ['tag.js', 'buster.js']) {
      const limit = gates.find(({ path }) => path.endsWith(`/${script}`))?.limit ?? '';
      const said = new RegExp(`\\| hitmark \`${script}\`\\s+\\|\\s+≤ ([\\d,]+) \\|`).exec(
        readme,
      )?.[1];
      expect(`${said?.replace(',', '')} B`).toBe(limit);
    }
  });

  it('says how long links are as the benchmark prints it', () => {
    const printed = execFileSync(process.execPath, ['test/bench/link-size.ts'], {
      cwd: root,
      encoding: 'utf8',
    });
    const numbers = (row: string): number[] =>
      (printed.match(new RegExp(`^${row}\\s+([\\d ]+)$`, 'm'))?.[1] ?? '')
        .trim()
        .split(/\s+/)
        .map(Number);
    const ours = numbers('hitmark, base64url').slice(0, -1);
    const text = readme.replaceAll('\n', ' ');
    expect(text).toContain(`${Math.min(...ours)} to ${Math.max(...ours)} characters`);
    expect(text).toContain(`plain links have ${numbers('pytracking, plain').at(-1)}`);
    expect(text).toContain(`encrypted ones ${numbers('pytracking, Fernet').at(-1)}`);
  });

  it('has commands that serve, tail and export', async () => {
    const port = await freePort();
    const lines = block('sh', 'hitmark serve')
      .replaceAll('./acme-data', data)
      .replace('8700', String(port));
    const [serveLine = '', tailLine = '', exportLine = ''] = lines.trim().split('\n');
    const serve = runLine(serveLine);
    await serve.output(/listening/);
    await request(`http://127.0.0.1:${port}/pixel.gif?e=hello`);
    const tail = runLine(tailLine);
    await tail.output(/"name":"hello"/);
    interrupt(tail);
    await tail.end();
    interrupt(serve);
    await serve.end();
    const { stdout } = await runLine(exportLine).end();
    expect(JSON.parse(stdout)).toMatchObject({ name: 'hello' });
  });

  it('has stats that print what it shows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-readme-stats-'));
    await appendViews(folder, 1, 5);
    await appendViews(folder, 2, 25);
    const lines = block('sh', 'hitmark stats')
      .replaceAll('./hitmark-data', folder)
      .replace('--site sample', '--site acme')
      .trim();
    const printed: string[] = [];
    for (const line of lines.split('\n')) printed.push((await runLine(line).end()).stdout);
    const titles = (text: string): string[] =>
      [...text.matchAll(/^([A-Z][A-Za-z ]*?) {2}/gm)].map(([, title]) => title ?? '');
    expect(titles(printed[0] ?? '')).toEqual(
      expect.arrayContaining(titles(block('text', 'Visitors'))),
    );
    expect(printed[1]).toMatch(/^Page +Visitors/m);
    rmSync(folder, { recursive: true });
  });

  it('has a collector inside a server of your own that stores hits', async () => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'hitmark-own-'));
    const code = block('ts', 'createJournal')
      .replace('./hitmark-data', folder)
      .replace('8700', String(port));
    const server = runModule(`${code}\nconsole.log('ready');`, '.');
    await server.output(/ready/);
    await request(`http://127.0.0.1:${port}/pixel.gif?u=https://site.test/`);
    await server.output(/stored pageview https:\/\/site\.test\//);
    expect(readEvents(folder)).toHaveLength(1);
    server.process.kill();
    await server.end();
    rmSync(folder, { recursive: true });
  });

  it('shows an event with the members that a page view really has', async () => {
    const shown = JSON.parse(block('json', '"pageview"')) as Record<
      string,
      Record<string, unknown>
    >;
    await request(
      `${collector.url('127.0.0.1')}/track.js?r=1&t=1763802600123&i=acme&v=1&h=x&f=x&s=x&ms=x&l=de&x=1x1&w=1x1`,
      {
        referer: 'https://shop.example.com/',
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0',
        'accept-language': 'de-CH',
      },
    );
    const event = collector.events().at(-1);
    expect(Object.keys(event ?? {})).toEqual(Object.keys(shown));
    expect(Object.keys(event?.client ?? {})).toEqual(Object.keys(shown['client'] ?? {}));
  });

  it('has a query that any SQLite tool can run on the journal', () => {
    const database = new DatabaseSync(join(collector.data, 'journal.db'), { readOnly: true });
    const [first] = database.prepare(block('sql', 'SELECT')).all();
    database.close();
    expect(first).toMatchObject({ 'count(*)': expect.any(Number) });
  });

  it('has no block that was not run above', () => {
    const left = blocks.filter(({ text }) => !claimed.has(text));
    expect(left).toEqual([]);
    expect(blocks.length).toBeGreaterThan(0);
  });
});
