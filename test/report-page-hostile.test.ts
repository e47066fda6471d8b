import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startSampleReport, type SampleReport } from './support/sample-report.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

const nowMs = Date.parse('2026-11-30T20:00:00Z');

/** Hostile texts where a name is expected. */
const hostile = [
  '<script>document.title = "taken"</script>',
  '"><img src="https://elsewhere.example/x.png" onerror="document.title=1">',
  "' onmouseover='document.title=1' x='",
  '</title></style></script><script>document.title = "taken"</script>',
  '<svg onload=document.title=1>',
  'javascript:document.title=1',
  '{{constructor.constructor("document.title=1")()}}',
  '<!-- <meta http-equiv="refresh" content="0;url=https://elsewhere.example/">',
  '\u202ereversed \u2066isolated',
  'نص من اليمين إلى اليسار',
  'controls \u0000\u0007\u001b[31m\u0085 end',
  'zero\u200bwidth\ufeff',
  'lone \ud800 half',
  '&lt;b&gt; &#x3c;b&#x3e;',
  '%3Cscript%3E%00%ff',
  'W'.repeat(8_000),
  'long words '.repeat(700),
  '~!-~!!is~page~x',
  '=HYPERLINK("https://elsewhere.example/")',
];

/** Events in which everything that comes from outside is such a text. */
const events = hostile.flatMap((text, index) => {
  const base = {
    v: 1,
    time: new Date(nowMs - (index + 1) * 60_000).toISOString(),
    site: 'sample',
    visitor: `visitor-${index}`,
    visitor_kind: 'cookie',
    actor: 'human',
    url: `https://tidewater.example/${text}?${text}`,
    title: text,
    referrer: `https://${index}.example/${text}`,
    search: text,
    campaign: { source: text, medium: text, name: text, term: text, content: text },
    client: {
      user_agent: text,
      browser: text,
      os: text,
      language: text,
      screen: text,
      country: text,
      timezone: text,
    },
  };
  const data = { url: text, revenue: 1, currency: text, [text]: text };
  return [
    { ...base, id: `view-${index}`, type: 'pageview' },
    { ...base, id: `event-${index}`, type: 'event', name: text, data },
    { ...base, id: `out-${index}`, type: 'event', name: 'outbound', data },
    { ...base, id: `none-${index}`, type: 'event', name: 'not_found' },
    { ...base, id: `sent-${index}`, type: 'sent', message: text, recipient: text, weight: 100 },
    { v: 1, id: `site-${index}`, type: 'pageview', time: base.time, site: text, visitor: 'x' },
  ];
});

let report: SampleReport;
let browser: Browser;

beforeAll(async () => {
  [report, browser] = await Promise.all([startSampleReport({ nowMs, events }), openBrowser()]);
  report.settings.annotations.create({ site: 'sample', day: '2026-11-30', text: '<b>"note"</b>' });
});

afterAll(async () => {
  await browser.close();
  await report.close();
});

const tabs = ['pages.title', 'sources.campaigns', 'devices.screens', 'places.languages'];
const filter = (value: string): string => `filter=${encodeURIComponent(`is~title~${value}`)}`;
const paths = [
  '/',
  '/sites/sample',
  `/sites/sample?${tabs.map((tab) => `tab=${tab}`).join('&')}`,
  '/sites/sample/events',
  '/sites/sample/all/pages/title',
  ...hostile
    .filter((text) => text.length < 500)
    .flatMap((text) => [
      `/sites/sample?${filter(text.replaceAll('!', '!!').replaceAll('~', '!-').toWellFormed())}`,
      `/sites/${encodeURIComponent(text.toWellFormed())}`,
    ]),
];

describe('hostile texts', () => {
  describe.each([true, false])('where pages may run script: %s', (javaScriptEnabled) => {
    let watched: WatchedPage;

    beforeAll(async () => {
      watched = await openWatchedPage(browser.context, report.url, {
        viewport: { width: 320, height: 640 },
        javaScriptEnabled,
      });
    });

    afterAll(() => watched.close());

    it.each(paths)('make no script, request, violation or broken layout: %s', async (path) => {
      const { page, faults } = watched;
      const response = await page.goto(report.url + path);
      const { title, outside, images } = await page.evaluate(() => {
        const width = document.documentElement.clientWidth;
        const isOut = (part: Element): boolean => part.getBoundingClientRect().right > width + 1;
        const isTooWide = document.documentElement.scrollWidth > width;
        return {
          title: document.title,
          outside: isTooWide
            ? [...document.querySelectorAll('main *')]
                .filter(isOut)
                .map((part) => part.outerHTML.slice(0, 80))
            : [],
          images: document.querySelectorAll('img, iframe, object, [style], [onload]').length,
        };
      });
      expect({ status: response?.status(), outside, images }).toEqual({
        status: 200,
        outside: [],
        images: 0,
      });
      expect(title).toMatch(/ – hitmark$/);
      expect(faults.splice(0)).toEqual([]);
    });
  });

  it('are shown as they are, where they can be, and filter what they name', async () => {
    const { page, close } = await openWatchedPage(browser.context, report.url);
    await page.goto(`${report.url}/sites/sample/all/pages/title`);

    const names = await page.locator('tbody th').allTextContents();
    expect(names).toContain('<script>document.title = "taken"</script>');
    expect(names).toContain('controls ␀␇␛[31m␡ end');
    await page.getByText('~!-~!!is~page~x').click();

    await page.locator('.chip').waitFor();
    expect(await page.locator('.chip b').textContent()).toBe('~!-~!!is~page~x');
    expect(await page.locator('.tiles .figure').first().textContent()).toBe('1');
    await close();
  });

  it('in an address that is none of ours are answered, and echo nothing but text', async () => {
    for (const path of [
      '/sites/%',
      '/sites/%ff',
      '/sites/a/b/%3Cscript%3E',
      '/sites/sample?period=%00',
    ]) {
      const response = await fetch(report.url + path);
      expect([200, 404]).toContain(response.status);
      expect(await response.text()).not.toContain('<script>document');
    }
  });
});
