import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packPackages } from '../../release/pack-packages.ts';
import { openBrowser } from '../support/chromium.ts';
import { freePort } from '../support/free-port.ts';
import { startRegistry, type Registry } from '../support/packages/registry.ts';
import { makeProject, pressCtrlC, start } from '../support/packages/tools.ts';
import type { RunningCommand } from '../support/command.ts';
import { request } from '../support/request.ts';
import { startSite } from '../support/server.ts';

// A stranger's first hour: an empty folder, Node and npm, and the packages as they are published. Each step
// needs what the one before has left.

const oldJournal = fileURLToPath(new URL('old-journal/journal.db', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hitmark-stranger-'));
const project = join(folder, 'project');
const data = join(project, 'hitmark-data');
const old = join(project, 'old-data');
const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0';
let registry: Registry;

beforeAll(async () => {
  registry = await startRegistry(packPackages(folder, 'https://github.com/owner/hitmark'));
  makeProject(project);
  writeFileSync(join(project, '.npmrc'), `@hitmark:registry=${registry.url}\n`);
}, 300_000);

afterAll(async () => {
  await registry?.close();
  rmSync(folder, { recursive: true });
});

/** Runs the installed command, as `npx hitmark` does. */
function hitmark(...args: readonly string[]): RunningCommand {
  const keys = { HITMARK_LINKS__KEYS_FILE: join(project, 'link-keys') };
  const hasKeys = existsSync(keys.HITMARK_LINKS__KEYS_FILE);
  return start(
    process.execPath,
    project,
    ['node_modules/.bin/hitmark', ...args],
    hasKeys ? keys : {},
  );
}

async function printed(...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await hitmark(...args).end();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

/** Serves until the work is done, and returns the exit status of the collector. */
async function whileServing(work: (url: string) => Promise<void>, ...args: readonly string[]) {
  const port = await freePort();
  const running = hitmark('serve', '--port', String(port), ...args);
  await running.output(/"event":"listening"/);
  try {
    await work(`http://localhost:${port}`);
  } finally {
    running.process.kill('SIGTERM');
  }
  return (await running.end()).status;
}

it('npm installs the collector, and the command says its version', async () => {
  const installed = await start('npm', project, ['install', '@hitmark/collector']).end();
  expect(installed).toMatchObject({ status: 0 });
  expect(await printed('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
}, 300_000);

it('npx starts the demo with nothing cloned, and its report shows numbers', async () => {
  const [port, reportPort] = [await freePort(), await freePort()];
  const ports = ['--port', String(port), '--report.port', String(reportPort)];
  const demo = start('npm', project, [
    'exec',
    '--yes',
    '@hitmark/collector',
    '--',
    'demo',
    ...ports,
  ]);
  const [, url = ''] = await demo.output(/Report\s+(http:\S+)/);
  await expect
    .poll(async () => (await request(`${url}/sites/sample`)).body.toString())
    .toMatch(/Visitors/);
  await pressCtrlC(demo);
  rmSync(data, { recursive: true });
});

it('a real browser is counted, an email is opened, and stats shows both', async () => {
  writeFileSync(join(project, 'link-keys'), await printed('keygen'), { mode: 0o600 });
  const status = await whileServing(async (url) => {
    const tag = `<script async src="${url}/tag.js" data-site="acme" data-localhost="on"></script>`;
    const site = await startSite({ '/': `<!doctype html><title>Shop</title>${tag}` });
    const browser = await openBrowser();
    const page = await browser.context.newPage();
    // As a person's browser: what a program drives is counted apart.
    await page.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { value: false }));
    await page.setExtraHTTPHeaders({ 'user-agent': browserAgent });
    await page.goto(site.url('localhost'), { waitUntil: 'networkidle' });
    await browser.close();
    await site.close();

    const at = ['--public-url', url, '--message', 'spring', '--recipient', 'customer-7'];
    await printed('sent', ...at.slice(2), '--site', 'acme', '--at', '2026-11-22');
    const link = await printed('link', 'open', ...at);
    const opened = await request(link.trim(), { 'user-agent': browserAgent });
    expect(opened.status).toBe(200);
  });
  expect(status).toBe(0);
  const events = (await printed('export'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ type: 'pageview', site: 'acme', title: 'Shop' }),
      expect.objectContaining({ type: 'open', message: 'spring', recipient: 'customer-7' }),
    ]),
  );
  expect(await printed('stats', '--site', 'acme')).toMatch(/Page views +1\b/);
});

it('a journal of an older version is upgraded, and nothing of it is lost', async () => {
  mkdirSync(old);
  copyFileSync(oldJournal, join(old, 'journal.db'));
  const status = await whileServing(
    async (url) => {
      expect((await request(`${url}/pixel.gif?i=acme&u=https://acme.test/new`)).status).toBe(200);
    },
    '--data',
    old,
  );
  expect(status).toBe(0);
  const events = (await printed('export', '--data', old)).trim().split('\n');
  const types = events.map((line) => String(JSON.parse(line).type));
  expect(types.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'click',
    'event',
    'open',
    'pageview',
    'pageview',
    'pageview',
    'pageview',
    'pageview',
  ]);
});
