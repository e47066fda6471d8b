import { createLinks, generateKey } from '@hitmark/codec';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { startCollector, type TestCollector } from './support/collector.ts';
import { makeCertificate, startSite, type TestServer } from './support/server.ts';

let collector: TestCollector;
let mail: TestServer;
let shop: TestServer;
let browser: Browser;

beforeAll(async () => {
  const certificate = await makeCertificate();
  const key = generateKey();
  collector = await startCollector({ links: { keys: [key] } }, certificate);
  const base = collector.url('track.test');
  shop = await startSite({ '/offer': '<!doctype html><title>Offer</title>' }, certificate);
  const links = createLinks({ openUrl: `${base}/o/`, clickUrl: `${base}/c/`, keys: key });
  const metadata = { customer: 1 };
  const target = `${shop.url('site.test')}/offer?a=b#top`;
  // A mail program in a browser: the email is a page, its links open in the same tab.
  mail = await startSite(
    {
      '/email': `<!doctype html><title>Email</title>
        <a href="${links.click(target, metadata, { clickId: true })}">Offer</a>
        <img src="${links.open(metadata)}" width="1" height="1" alt="">`,
    },
    certificate,
  );
  browser = await openBrowser({ certificate: certificate.cert });
});

afterAll(async () => {
  await browser.close();
  await mail.close();
  await shop.close();
  await collector.close();
});

describe('an email in Chromium', () => {
  it('is one open; its link is one click that lands on the target; the clicker is recognised afterwards', async () => {
    const page = await browser.context.newPage();
    await page.goto(`${mail.url('other.test')}/email`, { waitUntil: 'networkidle' });
    await expect
      .poll(() => collector.events())
      .toMatchObject([{ type: 'open', data: { customer: 1 } }]);

    await page.click('a');
    await page.waitForURL(/offer/);
    const [, click, ...others] = collector.events();
    expect(others).toEqual([]);
    expect(click).toMatchObject({ type: 'click', data: { customer: 1 } });
    const [target, reference] = page.url().split('&hm_click=');
    expect(target).toBe(`${shop.url('site.test')}/offer?a=b`);
    expect(reference).toMatch(/^[\w-]{1,64}#top$/);

    // A page of the tracking host itself: the same first-party cookie.
    await page.goto(`${collector.url('track.test')}/healthz`);
    await page.evaluate(() => fetch('/track.js?e=after'));
    await expect.poll(() => collector.events().length).toBe(3);
    expect(collector.events()[2]).toMatchObject({ name: 'after', visitor: click?.visitor });
    await page.close();
  });
});
