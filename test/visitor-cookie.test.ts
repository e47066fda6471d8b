import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type CookiePolicy } from './support/chromium.ts';
import { startCollector, type TestCollector } from './support/collector.ts';
import { request } from './support/request.ts';
import { makeCertificate, startSite, type Certificate, type TestServer } from './support/server.ts';

let certificate: Certificate;
let collector: TestCollector;
let site: TestServer;

beforeAll(async () => {
  certificate = await makeCertificate();
  collector = await startCollector({}, certificate);
  const tag = `<script async src="${collector.url('track.test')}/tag.js" data-site="acme" data-localhost="on" data-automated="on" data-engagement="off"></script>`;
  site = await startSite({ '/': `<!doctype html><title>Page</title>${tag}` }, certificate);
});

afterAll(async () => {
  await site.close();
  await collector.close();
});

/** Opens the page on each of some hosts, in one browser, and returns each view's visitor. */
async function visitors(cookies: CookiePolicy, hosts: readonly string[]): Promise<unknown[]> {
  const before = collector.events().length;
  const browser = await openBrowser({ certificate: certificate.cert, cookies });
  const page = await browser.context.newPage();
  for (const [index, host] of hosts.entries()) {
    await page.goto(site.url(host), { waitUntil: 'networkidle' });
    await expect.poll(() => collector.events().length).toBe(before + index + 1);
  }
  await browser.close();
  return collector
    .events()
    .slice(before)
    .map(({ visitor }) => visitor ?? null);
}

describe('over https, page and collector on different sites', () => {
  it('recognises the visitor on the second load', async () => {
    const [first, second] = await visitors('allow-all', ['site.test', 'site.test']);
    expect(first).toMatch(/^[\da-f]{8}-/);
    expect(second).toBe(first);
  });

  it('recognises the visitor with third-party cookies blocked, within one site only', async () => {
    const [first, second, elsewhere] = await visitors('block-third-party', [
      'site.test',
      'site.test',
      'other.test',
    ]);
    expect(second).toBe(first);
    expect(elsewhere).not.toBe(first);
  });

  it('still stores every hit with all cookies blocked, each as a new visitor', async () => {
    const [first, second] = await visitors('block-all', ['site.test', 'site.test']);
    expect(first).toMatch(/^[\da-f]{8}-/);
    expect(second).not.toBe(first);
  });
});

describe('the cookie', () => {
  const uuid = '[\\da-f]{8}-[\\da-f]{4}-4[\\da-f]{3}-[89ab][\\da-f]{3}-[\\da-f]{12}';
  const partitioned = new RegExp(
    `^id=${uuid}; Max-Age=34560000; Path=/; HttpOnly; Secure; Partitioned; SameSite=None$`,
  );
  const lax = new RegExp(`^id=${uuid}; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax$`);

  it.each([
    ['behind a proxy that ends TLS', 'track.test', { 'x-forwarded-proto': 'https' }, partitioned],
    ['on localhost', 'localhost', {}, partitioned],
    ['on plain http', 'track.test', {}, lax],
  ])('has the attributes for its place %s', async (_place, host, headers, attributes) => {
    const plain = await startCollector({ trustedProxyHops: 1 });
    const address = `http://127.0.0.1:${plain.port}/pixel.gif`;
    const { headers: answer } = await request(address, {
      host: `${host}:${plain.port}`,
      ...headers,
    });
    expect(answer['set-cookie']).toEqual([expect.stringMatching(attributes)]);
    await plain.close();
  });

  it('is replaced when its value is no uuid, and kept when it is one', async () => {
    const plain = await startCollector();
    const address = `http://127.0.0.1:${plain.port}/pixel.gif`;
    const forged = await request(address, { cookie: 'id=<script>' });
    expect(forged.headers['set-cookie']).toEqual([expect.stringMatching(`^id=${uuid};`)]);
    const known = 'b1a3c8de-0a4f-4a27-9d3c-1f0e2d3c4b5a';
    const kept = await request(address, { cookie: `theme=dark; id=${known}` });
    expect(kept.headers['set-cookie']).toEqual([expect.stringMatching(`^id=${known};`)]);
    expect(plain.events()[1]).toMatchObject({ visitor: known });
    await plain.close();
  });

  it('is taken back from a browser that asks not to be tracked', async () => {
    const plain = await startCollector();
    const address = `http://127.0.0.1:${plain.port}/pixel.gif?n=ada&d.plan=pro`;
    const cookie = 'id=b1a3c8de-0a4f-4a27-9d3c-1f0e2d3c4b5a';
    const { headers } = await request(address, { cookie, 'sec-gpc': '1', host: 'localhost' });
    expect(headers['set-cookie']).toEqual([
      'id=; Max-Age=0; Path=/; HttpOnly; Secure; Partitioned; SameSite=None',
    ]);
    const [event] = plain.events();
    expect(event).toMatchObject({ type: 'pageview' });
    expect(event).not.toHaveProperty('visitor');
    expect(event).not.toHaveProperty('user');
    expect(event).not.toHaveProperty('data');
    expect(event).not.toHaveProperty('client.ip');
    await plain.close();
  });
});
