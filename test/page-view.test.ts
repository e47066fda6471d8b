import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startCollector, type TestCollector } from './support/collector.ts';
import { startSite, type TestServer } from './support/server.ts';

let collector: TestCollector;
let site: TestServer;
let browser: Browser;

beforeAll(async () => {
  collector = await startCollector();
  const source = `${collector.url('track.test')}/tag.js`;
  const attributes =
    'data-site="acme" data-localhost="on" data-automated="on" data-engagement="off"';
  const stub = '<script>hitmark=function(){hitmark.q.push(arguments)};hitmark.q=[];</script>';
  const head = (script: string, title: string): string =>
    `<!doctype html><html lang="en"><head>${script}<title>${title}</title></head><body>Hello</body></html>`;
  site = await startSite({
    '/': head(`<script async src="${source}" ${attributes}></script>`, 'Red shoes'),
    '/stub': head(
      `${stub}<script>hitmark('event', 'signup', { plan: 'pro', seats: 3, tags: ['a'], none: null })</script>
       <script async src="${source}?site=by-url" data-localhost="on" data-automated="on" data-engagement="off"></script>`,
      'Stub',
    ),
    '/twice': head(`<script src="${source}" ${attributes}></script>`.repeat(2), 'Twice'),
    '/late': head(
      `<script src="${source}" ${attributes}></script><script>hitmark('event', 'late', {})</script>`,
      'Late',
    ),
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await site.close();
  await collector.close();
});

/** Opens a page in a new tab and waits until as many requests as expected were answered. */
async function visit(path: string, referer?: string): Promise<number> {
  const before = collector.events().length;
  const page = await browser.context.newPage();
  await page.goto(`${site.url('site.test')}${path}`, {
    waitUntil: 'networkidle',
    ...(referer === undefined ? {} : { referer }),
  });
  await expect.poll(() => collector.events().length).toBeGreaterThan(before);
  await page.waitForLoadState('networkidle');
  await page.close();
  return before;
}

describe('a page on another site', () => {
  it('is one request without preflight, and one stored event with what the page is', async () => {
    const requests = collector.hits.length;
    const started = Date.now();
    const before = await visit(
      '/?search=red+shoes&utm_source=news&utm_medium=email&utm_campaign=spring#top',
      'https://other.test/from?x=1',
    );

    expect(collector.hits.slice(requests)).toMatchObject([{ method: 'GET', path: '/track.js' }]);
    const [request] = collector.hits.slice(requests);
    expect(request?.query.get('r')).toMatch(/^\d{15,20}$/);
    expect(Number(request?.query.get('t'))).toBeGreaterThanOrEqual(started);
    expect(request?.query.get('s')).toBe('red shoes');

    const events = collector.events().slice(before);
    expect(events).toEqual([
      {
        v: 1,
        id: expect.stringMatching(
          /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
        ),
        type: 'pageview',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        client_time: new Date(Number(request?.query.get('t'))).toISOString(),
        site: 'acme',
        view: expect.stringMatching(/^\d{15,20}$/),
        visitor: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-4/),
        visitor_kind: 'cookie',
        url: `${site.url('site.test')}/?search=red+shoes&utm_source=news&utm_medium=email&utm_campaign=spring#top`,
        title: 'Red shoes',
        referrer: expect.stringContaining('https://other.test/'),
        search: 'red shoes',
        campaign: { source: 'news', medium: 'email', name: 'spring' },
        weight: 1,
        client: {
          ip: '127.0.0.0',
          user_agent: expect.stringContaining('Chrome/'),
          language: 'en-US',
          screen: '1280x720',
          viewport: '1280x720',
        },
        // Headless Chrome says so in its user agent.
        actor: 'machine',
        actor_reasons: ['bot'],
        consent: 'unset',
      },
    ]);
  });

  it('takes events that were queued before the script came, and its site from the address', async () => {
    const before = await visit('/stub');
    await expect.poll(() => collector.events().length).toBe(before + 2);
    const events = collector.events().slice(before);
    const view = events.find(({ type }) => type === 'pageview');
    expect(view).toMatchObject({ title: 'Stub', site: 'by-url' });
    expect(events.find(({ type }) => type === 'event')).toMatchObject({
      name: 'signup',
      site: 'by-url',
      view: view?.view,
      data: { plan: 'pro', seats: '3', tags: '["a"]' },
    });
  });

  it('records an event of the page itself, once', async () => {
    const before = await visit('/late');
    await expect.poll(() => collector.events().length).toBe(before + 2);
    const names = collector
      .events()
      .slice(before)
      .map(({ type, name }) => name ?? type);
    expect(new Set(names)).toEqual(new Set(['pageview', 'late']));
  });

  it('counts once where the script stands twice', async () => {
    const before = await visit('/twice');
    expect(collector.events().slice(before)).toHaveLength(1);
  });
});
