import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startCollector, type SeenRequest, type TestCollector } from './support/collector.ts';
import { startServer, type TestServer } from './support/server.ts';

let collector: TestCollector;
let site: TestServer;
let browser: Browser;
/** Content-Security-Policy of the next page; `COLLECTOR` stands for the collector's address. */
let policy = '';
/** HTML of the next page in front of the script. */
let content = '';

beforeAll(async () => {
  collector = await startCollector();
  const source = `${collector.url('track.test')}/buster.js`;
  site = await startServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (policy !== '') {
      response.setHeader(
        'content-security-policy',
        policy.replaceAll('COLLECTOR', collector.url('track.test')),
      );
    }
    response.end(
      `<!doctype html><title>Page</title>${content}<script nonce="n1" src="${source}"></script>`,
    );
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await collector.close();
});

/** Opens the page under a policy, and returns the hits it caused and the errors it threw. */
async function visit(query: string, contentSecurityPolicy = '') {
  policy = contentSecurityPolicy;
  const before = collector.hits.length;
  const page = await browser.context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${site.url('site.test')}/${query}`, { waitUntil: 'networkidle' });
  await expect.poll(() => collector.hits.length).toBeGreaterThan(before);
  await page.close();
  return { hits: collector.hits.slice(before), errors };
}

function parameters({ query }: SeenRequest): string[] {
  return [...query.keys()];
}

describe('buster.js', () => {
  it('adds /track.js with the time, a random and the search parameter, and nothing else', async () => {
    const started = Date.now();
    const { hits } = await visit('?search=red+%26+blue&q=other');
    expect(hits).toHaveLength(1);
    const [hit] = hits;
    expect(hit).toMatchObject({ method: 'GET', path: '/track.js' });
    expect(hit && parameters(hit)).toEqual(['t', 'r', 's']);
    expect(Number(hit?.query.get('t'))).toBeGreaterThanOrEqual(started);
    expect(Number(hit?.query.get('t'))).toBeLessThanOrEqual(Date.now());
    expect(hit?.query.get('r')).toMatch(/^\d{15,20}$/);
    expect(hit?.query.get('s')).toBe('red & blue');
  });

  it('sends an empty s where the page has no search parameter', async () => {
    const { hits } = await visit('?q=shoes');
    expect(hits.map((hit) => hit.query.get('s'))).toEqual(['']);
    expect(collector.events().at(-1)).not.toHaveProperty('search');
  });

  it.each([
    ['asks for its own nonce', `script-src 'nonce-n1'`, '/track.js'],
    [
      'demands Trusted Types and allows a policy named hitmark',
      `script-src 'nonce-n1'; require-trusted-types-for 'script'; trusted-types hitmark`,
      '/track.js',
    ],
    [
      'demands Trusted Types and allows no policy',
      `script-src 'nonce-n1'; require-trusted-types-for 'script'; trusted-types 'none'`,
      '/pixel.gif',
    ],
    [
      'allows the one script and images only',
      `default-src 'none'; script-src COLLECTOR/buster.js; img-src COLLECTOR`,
      '/pixel.gif',
    ],
  ])('counts once and throws nothing on a page that %s', async (_name, csp, path) => {
    const { hits, errors } = await visit('', csp);
    expect(hits.map((hit) => hit.path)).toEqual([path]);
    expect(errors).toEqual([]);
  });

  it('asks nobody where an element that visitors may write hides the current script', async () => {
    const own = `${site.url('other.test')}/own/`;
    content = `<img name="currentScript" src="${own}">`;
    policy = '';
    const page = await browser.context.newPage();
    const [asked, errors]: [string[], string[]] = [[], []];
    page.on('request', (request) => void asked.push(request.url()));
    page.on('pageerror', ({ message }) => void errors.push(message));
    await page.goto(site.url('site.test'), { waitUntil: 'networkidle' });
    content = '';
    expect(asked).toContain(own);
    expect(asked.filter((url) => /track|pixel/.test(new URL(url).pathname))).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });
});
