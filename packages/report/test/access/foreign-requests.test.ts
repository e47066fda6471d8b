import { describe, expect, it } from 'vitest';
import { askReport, withToken } from '../support/ask-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ date_range: 'all', metrics: ['pageviews'] });
const port = (url: string): string => new URL(url).port;

/** To this machine: its requests need no cookie, and so no browser keeps one back. */
const open = { openOnLoopback: true };

describe('a request that changes something', () => {
  const report = shareReport([sampleView(1, 0)], open);

  it.each([
    ['its own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }, 403],
    ['no page', { 'sec-fetch-site': 'none' }, 403],
    ['another origin of an older browser', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['an older browser, without a word of where from', { cookie: 'a=b' }, 403],
    ['a program', {}, 200],
  ])('from %s: %o', async (_, headers, status) => {
    const { url } = report;
    const ask = { method: 'POST', body };
    const answer = await askReport(`${url}/api/query`, ask, { ...json, ...headers });
    expect(answer.status).toBe(status);
    expect(answer.text.includes('foreign-request')).toBe(status === 403);
    const withBearer = { ...json, ...headers, ...withToken };
    expect((await askReport(`${url}/api/query`, ask, withBearer)).status).toBe(200);
    for (const path of ['/login', '/logout', '/api/shared-links', '/api/anything']) {
      const other = await askReport(url + path, ask, { ...json, ...headers });
      expect(other.status === 403).toBe(status === 403);
    }
  });

  it('from its own page in an older browser is let in', async () => {
    const { url } = report;
    const headers = { ...json, host: `localhost:${port(url)}` };
    const own = { ...headers, origin: `http://localhost:${port(url)}`, cookie: 'a=b' };
    const ask = { method: 'POST', body };
    expect((await askReport(`${url}/api/query`, ask, own)).status).toBe(200);
    const other = { ...headers, origin: 'http://localhost:1' };
    expect((await askReport(`${url}/api/query`, ask, other)).status).toBe(403);
  });
});

describe('a request that reads', () => {
  const report = shareReport([sampleView(1, 0)], open);

  it.each([
    ['a link that is followed', 'navigate', 'document', 200],
    ['a script', 'no-cors', 'script', 403],
    ['an image', 'no-cors', 'image', 403],
    ['a frame', 'navigate', 'iframe', 403],
    ['fetch', 'cors', 'empty', 403],
  ])('from a page of others by %s', async (_, mode, destination, status) => {
    const { url } = report;
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': mode,
      'sec-fetch-dest': destination,
    };
    expect((await askReport(`${url}/api/sites`, {}, headers)).status).toBe(status);
  });
});

describe('a report', () => {
  const report = shareReport([], { publicUrl: 'https://report.example.com' });

  it.each([
    ['localhost', 200],
    ['127.0.0.1', 200],
    ['[::1]', 200],
    ['report.example.com', 200],
    ['evil.example', 421],
    ['report.example.com.evil.example', 421],
    ['evilreport.example.com', 421],
    ['user@localhost', 421],
    ['localhost/evil.example', 421],
    ['127.0.0.1.evil.example', 421],
  ])('asked as %s answers %i', async (host, status) => {
    const { url } = report;
    for (const name of [host, `${host}:${port(url)}`]) {
      const answer = await askReport(`${url}/api/sites`, {}, { ...withToken, host: name });
      expect(answer.status).toBe(status);
      expect(answer.text.includes('wrong-host')).toBe(status === 421);
    }
  });

  it('can be framed by nobody, kept nowhere and read by no other origin', async () => {
    const { url } = report;
    for (const path of ['/api/sites', '/login', '/share/x', '/nothing', '/api/query']) {
      const { headers } = await askReport(url + path);
      expect(headers.get('content-security-policy')).toMatch(
        /^default-src 'none';.*frame-ancestors 'none'/,
      );
      expect(Object.fromEntries(headers)).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});
