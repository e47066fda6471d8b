import { describe, expect, it, onTestFinished } from 'vitest';
import type { Account } from '../../src/access/index.ts';
import { askReport, errorOf, withToken } from '../support/ask-report.ts';
import { browseReport } from '../support/browse-report.ts';
import { cheapHash } from '../support/cheap-hash.ts';
import { sampleView } from '../support/sample-view.ts';
import {
  makeFolder,
  removeFolder,
  shareReport,
  startScratchReport,
  token,
} from '../support/scratch-report.ts';

const events = [sampleView(1, 0), sampleView(2, 1, { site: 'beta' })];
const query = { date_range: 'all', metrics: ['pageviews'] };
const password = 'correct horse';
const anna = { name: 'anna', password };

const accounts: readonly Account[] = [
  { name: 'anna', hash: cheapHash(password), sites: ['acme'] },
  { name: 'nobody', hash: 'no hash of any password at all', sites: null },
];

describe('a login', () => {
  const report = shareReport(events, { accounts });

  it('by name and password reads the sites of the account, and no others', async () => {
    const { url } = report;
    const browser = browseReport(url);
    const first = await browser.get('/sites/acme?period=7d');
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe('/login?next=%2Fsites%2Facme%3Fperiod%3D7d');
    const form = await browser.get(first.headers.get('location') ?? '');
    expect(form.text).toContain('name="next" value="/sites/acme?period=7d"');
    const done = await browser.post('/login', { ...anna, next: '/sites/acme?period=7d' });
    expect(done.status).toBe(303);
    expect(done.headers.get('location')).toBe('/sites/acme?period=7d');
    expect([...browser.cookies.keys()]).toEqual(['hm_session']);
    expect(browser.attributes).toEqual(
      expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Strict']),
    );
    expect(browser.attributes).not.toContain('Secure');

    expect(JSON.parse((await browser.query(query)).text)).toMatchObject({
      results: [{ metrics: [1] }],
      query: { site: ['acme'] },
    });
    expect(errorOf(await browser.query({ ...query, site: ['acme', 'beta'] }))).toMatchObject({
      status: 403,
      code: 'site-forbidden',
      problems: [{ path: 'site[1]', expected: 'acme' }],
    });
    const sites = await browser.get('/api/sites');
    expect(JSON.parse(sites.text)).toMatchObject({ sites: [{ site: 'acme' }] });
    expect(JSON.parse(sites.text).sites).toHaveLength(1);
  });

  it('ends with a logout, for the cookie that was copied too', async () => {
    const { url } = report;
    const browser = browseReport(url);
    await browser.post('/login', anna);
    const copied = browseReport(url);
    copied.cookies.set('hm_session', browser.cookies.get('hm_session') ?? '');
    expect((await copied.query(query)).status).toBe(200);
    const out = await browser.post('/logout', {});
    expect(out.headers.get('location')).toBe('/login');
    expect([...browser.cookies]).toEqual([]);
    expect((await copied.query(query)).status).toBe(401);
  });

  it('by the token of the API reads all sites', async () => {
    const { url } = report;
    const browser = browseReport(url);
    expect((await browser.post('/login', { password: token })).status).toBe(303);
    expect(JSON.parse((await browser.query(query)).text)).toMatchObject({
      results: [{ metrics: [2] }],
    });
  });

  it.each([
    ['a wrong password', { name: 'anna', password: 'wrong horse' }],
    ['a name that is not there', { name: 'otto', password }],
    ['an account whose hash is none', { name: 'nobody', password }],
    ['no name', { name: '', password }],
    ['the hash itself', { name: 'anna', password: 'no hash of any password at all' }],
  ])('is refused with %s', async (_, login) => {
    const { url } = report;
    const browser = browseReport(url);
    const answer = await browser.post('/login', login);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('role="alert"');
    expect([...browser.cookies]).toEqual([]);
  });

  it('leads to no address of others', async () => {
    const { url } = report;
    for (const next of [
      '//evil.example/',
      'https://evil.example/',
      '/\\evil.example',
      'x',
      '/\t/e',
    ]) {
      const answer = await browseReport(url).post('/login', { ...anna, next });
      expect(answer.headers.get('location')).toMatch(/^\/(?![/\\])/);
    }
  });

  it('is tried so often and no more, the right password neither', async () => {
    const { url } = await startScratchReport([], { accounts });
    const browser = browseReport(url);
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      statuses.push((await browser.post('/login', { name: '', password: 'wrong' })).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(statuses[10]).toBe(429);
    const right = await browser.post('/login', anna);
    expect(right.status).toBe(429);
    expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
    const elsewhere = browseReport(url, { 'x-forwarded-for': '203.0.113.7' });
    expect((await elsewhere.post('/login', anna)).status).toBe(303);
  });
});

describe('a session', () => {
  const shared = shareReport(events, { accounts });

  it.each(['', 'forged', 'a'.repeat(43), "' OR 1=1 --"])(
    'that is forged is none: %o',
    async (value) => {
      const { url } = shared;
      const browser = browseReport(url);
      browser.cookies.set('hm_session', encodeURIComponent(value));
      expect(errorOf(await browser.query(query))).toMatchObject({ code: 'not-logged-in' });
    },
  );

  it('ends when the password or the token is changed, or the account is gone', async () => {
    const folder = makeFolder();
    onTestFinished(() => removeFolder(folder));
    const first = await startScratchReport(events, { accounts, folder });
    const [byName, byToken] = [browseReport(first.url), browseReport(first.url)];
    await byName.post('/login', anna);
    await byToken.post('/login', { password: token });
    await first.close();
    const cases = [
      [{ accounts }, [200, 200]],
      [{ accounts: [{ ...anna, hash: cheapHash(password), sites: null }] }, [401, 200]],
      [{ accounts: [], token: 'another token' }, [401, 401]],
    ] as const;
    for (const [options, expected] of cases) {
      const report = await startScratchReport(events, { ...options, folder });
      const statuses: number[] = [];
      for (const { cookies } of [byName, byToken]) {
        const browser = browseReport(report.url);
        for (const [name, value] of cookies) browser.cookies.set(name, value);
        statuses.push((await browser.query(query)).status);
      }
      expect(statuses).toEqual(expected);
      await report.close();
    }
  });

  it('is kept in a cookie of https behind a proxy, and in none on other plain http', async () => {
    const options = { accounts, publicUrl: 'https://report.example.com' };
    const { url } = await startScratchReport(events, options);
    const behindProxy = browseReport(url, { host: 'report.example.com' });
    expect((await behindProxy.post('/login', anna)).status).toBe(303);
    expect([...behindProxy.cookies.keys()]).toEqual(['__Host-hm_session']);
    expect(behindProxy.attributes).toEqual(
      expect.arrayContaining(['HttpOnly', 'Path=/', 'SameSite=Strict', 'Secure']),
    );
    expect((await behindProxy.query(query)).status).toBe(200);

    const plain = browseReport(url, { host: '192.0.2.7:8701' });
    const page = await plain.get('/login');
    expect(page.text).toContain('plain http');
    expect(page.text).not.toContain('<form');
    expect((await plain.post('/login', anna)).status).toBe(403);
    expect([...plain.cookies]).toEqual([]);
    plain.cookies.set('hm_session', behindProxy.cookies.get('__Host-hm_session') ?? '');
    expect((await plain.query(query)).status).toBe(401);
  });
});

describe('a report that is open on this machine', () => {
  it('is open to this machine, and to nobody behind a proxy or by another name', async () => {
    const { url } = await startScratchReport(events, { openOnLoopback: true, token: null });
    const browser = browseReport(url);
    expect((await browser.query(query)).status).toBe(200);
    for (const headers of [
      { 'x-forwarded-for': '203.0.113.7' },
      { via: '1.1 proxy' },
      { forwarded: 'for=203.0.113.7' },
      { host: '192.0.2.7' },
    ]) {
      expect((await browser.get('/api/sites', headers)).status).toBe(401);
    }
  });

  it('is not open where it has a public address', async () => {
    const { url } = await startScratchReport(events, {
      openOnLoopback: true,
      publicUrl: 'https://report.example.com',
    });
    expect((await browseReport(url).query(query)).status).toBe(401);
    expect((await askReport(`${url}/api/sites`, {}, withToken)).status).toBe(200);
  });

  it('says that nobody can log in, and the way out, where nothing is set', async () => {
    const { url } = await startScratchReport([], { token: null });
    const page = await browseReport(url).get('/login');
    expect(page.text).toContain('report.accounts');
    expect(page.text).not.toContain('<form');
  });
});

describe('what a browser may not see', () => {
  it('is told on a page, in which nothing of the address is markup', async () => {
    const { url } = await startScratchReport(events, { accounts });
    const browser = browseReport(url);
    await browser.post('/login', anna);
    const path = '/nothing/%3Cscript%3E';
    const page = await browser.get(path);
    expect(page.status).toBe(404);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(page.text).not.toContain('<script>');
    expect(errorOf(await browser.get(path, { accept: '*/*' }))).toMatchObject({ status: 404 });
  });
});
