import { describe, expect, it } from 'vitest';
import { askReport, errorOf, withToken } from '../support/ask-report.ts';
import { sampleView } from '../support/sample-view.ts';
import { shareReport } from '../support/scratch-report.ts';

const html = '<p>Read <a href="https://a.example/">this</a></p>';
const asHtml: Readonly<Record<string, string>> = { ...withToken, 'content-type': 'text/html' };

describe('the route of the HTML of an email', () => {
  const report = shareReport([sampleView(1, 0)]);
  const address = (message: string, site = 'acme'): string =>
    `${report.url}/api/messages/${encodeURIComponent(message)}/html?site=${site}`;
  const give = (url: string, body: string, headers = asHtml) =>
    askReport(url, { method: 'PUT', body }, headers);

  it('keeps its outline in place of the one before, and deletes it', async () => {
    const url = address('spring/1 "ü"');
    expect((await give(url, '<p>older</p>')).status).toBe(200);
    expect(JSON.parse((await give(url, html)).text)).toMatchObject({
      links: ['https://a.example/'],
      is_cut: false,
    });
    expect((await askReport(url)).text).not.toContain('older');
    expect((await askReport(address('spring/1 "ü"', 'other'))).status).toBe(404);
    expect((await askReport(url, { method: 'DELETE' })).status).toBe(204);
    expect(errorOf(await askReport(url))).toMatchObject({ status: 404, code: 'setting-missing' });
    expect((await askReport(url, { method: 'DELETE' })).status).toBe(404);
  });

  it('refuses another type, too long an email, no site, and a wrong token', async () => {
    const url = address('spring');
    const json = { ...withToken, 'content-type': 'application/json' };
    expect((await give(url, html, json)).status).toBe(415);
    expect((await give(url, 'x'.repeat(300_000))).status).toBe(413);
    expect((await give(url, '<b>'.repeat(1_000))).status).toBe(400);
    expect((await give(url.replace(/\?.*/, ''), html)).status).toBe(400);
    expect((await give(url, html, { ...asHtml, authorization: 'Bearer wrong' })).status).toBe(401);
    expect((await askReport(url)).status).toBe(404);
  });
});
