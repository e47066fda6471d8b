import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReport, type Report } from '@hitmark/report';
import { hashPassword } from '@hitmark/report/access';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startServer, type TestServer } from './support/server.ts';

// Requests of other sites' pages, and their cookies: only a real browser shows which arrive.

const folder = mkdtempSync(join(tmpdir(), 'hitmark-report-access-'));
const password = 'correct horse';
const token = 'a-token-of-the-tests';
let report: Report;
let browser: Browser;
let others: TestServer;

beforeAll(async () => {
  report = await startReport({
    source: { id: 'test', read: () => [] },
    folder,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    token,
    accounts: [{ name: 'anna', hash: await hashPassword(password), sites: ['acme'] }],
    memoryLimit: '256MB',
    threads: 2,
    timeoutMs: 30_000,
    ownHosts: [],
    dataColumns: [],
    openOnLoopback: false,
    persons: false,
    log: { info() {}, warn() {}, error() {} },
  });
  browser = await openBrowser();
  others = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>others</title>');
  });
});

afterAll(async () => {
  await browser.close();
  await others.close();
  await report.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A page of somebody who has logged in. */
async function logIn(path = '/'): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(report.url + path);
  await page.fill('[name=name]', 'anna');
  await page.fill('[name=password]', password);
  await page.click('button');
  await page.waitForURL(report.url + path);
  return page;
}

/** A page of others, on which something is followed or sent. */
async function openOthers(page: Page, html: string): Promise<void> {
  await page.goto(others.url('evil.test'));
  await page.setContent(html);
}

const query = JSON.stringify({ date_range: '7d', metrics: ['visitors'] });

/** Asks from the page that is open, and tells the status; null: the browser has let nothing through. */
function ask(page: Page, url: string, init: object): Promise<number | null> {
  return page.evaluate(
    ([address, options]) =>
      fetch(address, options).then(
        ({ status }) => status,
        () => null,
      ),
    [url, init] as const,
  );
}

describe('a report in a browser', () => {
  it('is open after a login, and closed after a logout', async () => {
    const page = await logIn('/sites/acme');
    expect(await page.context().cookies()).toMatchObject([
      { name: 'hm_session', httpOnly: true, sameSite: 'Strict', secure: false },
    ]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    const own = { method: 'POST', headers: { 'content-type': 'application/json' }, body: query };
    expect(await ask(page, '/api/query', own)).toBe(200);
    await page.evaluate(() => {
      document.body.innerHTML = '<form method="post" action="/logout"><button>out</button></form>';
    });
    await page.click('text=out');
    await page.waitForURL(/\/login/);
    expect(await page.context().cookies()).toEqual([]);
    await page.goto(`${report.url}/sites/acme`);
    expect(new URL(page.url()).pathname).toBe('/login');
  });

  it('recognises a reader who follows a link from another site, although the browser first withholds the strict cookie', async () => {
    const page = await logIn('/sites/acme');
    await openOthers(page, `<a href="${report.url}/sites/acme">report</a>`);
    await page.click('text=report');
    await page.waitForURL(`${report.url}/sites/acme`);
    await expect.poll(() => page.locator('h1').first().textContent()).toContain('acme');
  });

  it('opens a shared link that is followed from elsewhere', async () => {
    const made = await fetch(`${report.url}/api/shared-links`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ site: 'acme' }),
    });
    const { url } = (await made.json()) as { readonly url: string };
    const page = await (await browser.newContext()).newPage();
    await openOthers(page, `<a href="${url}">shared</a>`);
    await page.click('text=shared');
    await page.waitForURL(`${report.url}/sites/acme`);
    await expect.poll(() => page.locator('h1').first().textContent()).toContain('acme');
    const own = { method: 'POST', headers: { 'content-type': 'application/json' }, body: query };
    expect(await ask(page, '/api/query', own)).toBe(200);
    expect(await ask(page, '/api/events?query={"date_range":"all"}', {})).toBe(403);
    expect(await ask(page, '/sites/other', {})).toBe(403);
  });

  it('answers nothing that a page of others has the browser send', async () => {
    const page = await logIn();
    await openOthers(page, 'others');
    for (const init of [
      { credentials: 'include' },
      { credentials: 'include', mode: 'no-cors' },
      { credentials: 'include', method: 'POST', mode: 'no-cors', body: query },
      { method: 'POST', headers: { authorization: 'Bearer x' }, body: query },
    ]) {
      const seen = await ask(page, `${report.url}/api/query`, init);
      expect([null, 0]).toContain(seen);
    }
  });

  it('takes no form of others', async () => {
    const page = await logIn();
    await openOthers(
      page,
      `<form method="post" action="${report.url}/logout"><button>prize</button></form>`,
    );
    await Promise.all([
      page.waitForResponse((answer) => answer.url() === `${report.url}/logout`),
      page.click('text=prize'),
    ]).then(([answer]) => expect(answer.status()).toBe(403));
    const own = { method: 'POST', headers: { 'content-type': 'application/json' }, body: query };
    await page.goto(report.url);
    expect(await ask(page, '/api/query', own)).toBe(200);
  });

  it('is shown in no frame, neither to one who has logged in', async () => {
    const page = await logIn();
    await openOthers(page, `<iframe src="${report.url}/"></iframe>`);
    const frame = page.frames().find((each) => each !== page.mainFrame());
    await expect.poll(() => frame?.url()).toBe('chrome-error://chromewebdata/');
  });

  it('answers no page whose own name leads here', async () => {
    const page = await logIn();
    const { port } = new URL(report.url);
    const answer = await page.goto(`http://rebound.test:${port}/`);
    expect(answer?.status()).toBe(421);
  });
});
