import type { Browser, BrowserContext } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox, openFirefox } from './support/firefox.ts';
import { makeCertificate } from './support/server.ts';
import {
  command,
  expectNames,
  expectOnly,
  openTab,
  plain,
  startTagWorld,
  type TagWorld,
} from './support/tag-world.ts';

// The core situations once more, in another engine.

const path = findFirefox() ?? '';

const isMissing = path === '';

describe.skipIf(isMissing)(
  `in Firefox${isMissing ? ' (did NOT run: no firefox-esr or firefox on PATH, and no FIREFOX_PATH)' : ''}`,
  () => {
    let world: TagWorld;
    let browser: Browser;
    let context: BrowserContext;

    beforeAll(async () => {
      world = await startTagWorld(await makeCertificate());
      browser = await openFirefox(path);
      context = await browser.newContext({ ignoreHTTPSErrors: true });
    });

    afterAll(async () => {
      await browser.close();
      await world.close();
    });

    const open = (url: string) => openTab(context, url);
    const sent = (page: ReturnType<TagWorld['page']>) =>
      page.requests().map(({ method, path: route }) => `${method} ${route}`);

    it('a view is one GET without preflight', async () => {
      const page = world.page();
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['GET /track.js']);
      await tab.close();
    });

    it('a URL over 8 KB is a POST without preflight', async () => {
      const page = world.page();
      const tab = await open(`${page.url}?x=${'y'.repeat(9000)}`);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['POST /hits']);
      await tab.close();
    });

    it.each([
      ['by the Navigation API where it has one', ''],
      ['with history patched', '<script>delete window.navigation</script>'],
    ])('push, replace and pop are views, the same address is none: %s', async (_name, head) => {
      const page = world.page({ head });
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      await tab.evaluate(() => history.pushState(null, '', '?a'));
      await expect.poll(() => page.names().length).toBe(2);
      await tab.evaluate(() => history.replaceState(null, '', '?b'));
      await expect.poll(() => page.names().length).toBe(3);
      await tab.evaluate(() => history.back());
      await expect.poll(() => page.names().length).toBe(4);
      await tab.evaluate(() => {
        history.replaceState(1, '', location.href);
        location.hash = 'below';
      });
      await expectOnly(
        page,
        tab,
        Array.from({ length: 4 }, () => 'pageview'),
      );
      await tab.close();
    });

    it('a page restored from the back/forward cache is a view of its own', async () => {
      const page = world.page({
        head: '<script>addEventListener("pageshow", (event) => (window.restored = event.persisted))</script>',
      });
      const next = world.page();
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      await tab.evaluate((url) => (location.href = url), next.url);
      await expectNames(next, ['pageview']);
      await tab.evaluate(() => history.back());
      await expectNames(page, ['pageview', 'pageview']);
      expect(await tab.evaluate(() => (window as unknown as { restored: boolean }).restored)).toBe(
        true,
      );
      await tab.close();
    });

    it('an event fired right before navigation arrives', async () => {
      const page = world.page();
      const next = world.page();
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      await tab.evaluate((url) => {
        const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
        hitmark('event', 'bye');
        location.href = url;
      }, next.url);
      await expectNames(page, ['pageview', 'bye']);
      await tab.close();
    });

    it('engagement is sent when the page is left', async () => {
      const page = world.page({ attributes: 'data-automated="on"' });
      const next = world.page();
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      await tab.goto(next.url);
      await expectNames(page, ['pageview', 'engagement']);
      await tab.close();
    });

    it.each([
      [`connect-src 'none'`, 'GET /pixel.gif'],
      [`default-src 'none'; script-src 'nonce-n1'; img-src COLLECTOR`, 'GET /pixel.gif'],
      [`img-src 'none'`, 'GET /track.js'],
    ])('a view gets through the policy %s', async (policy, request) => {
      const page = world.page({ headers: { 'content-security-policy': policy } });
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual([request]);
      await tab.close();
    });

    it('a view is sent again when the collector is back', async () => {
      const page = world.page();
      world.collector.interrupt((request) => request.socket.destroy());
      const tab = await open(page.url);
      await expect.poll(() => tab.evaluate(() => 'hitmark' in localStorage)).toBe(true);
      world.collector.interrupt(null);
      await tab.reload();
      await expectNames(page, ['pageview', 'pageview']);
      await tab.close();
    });

    it('loaded twice counts once, and a sandboxed frame is counted', async () => {
      const inner = world.page({ html: '<!doctype html><title>In</title>TAG TAG' });
      const page = world.page({
        body: `<iframe sandbox="allow-scripts" src="${inner.url}"></iframe>`,
      });
      const tab = await open(page.url);
      await expectNames(inner, ['pageview']);
      await expectOnly(page, tab, ['pageview']);
      expect(tab.errors).toEqual([]);
      await tab.close();
    });

    it('nothing is sent before consent, and all of it after', async () => {
      const page = world.page({ attributes: `${plain} data-consent="wait"` });
      const tab = await open(page.url);
      await command(tab, 'event', 'held');
      expect(page.requests()).toEqual([]);
      await command(tab, 'consent', true);
      await expectOnly(page, tab, ['pageview', 'held']);
      await tab.close();
    });

    it('GPC is a flag in the hit', async () => {
      const asking = await openFirefox(path, { gpc: true });
      const page = world.page();
      await openTab(await asking.newContext({ ignoreHTTPSErrors: true }), page.url);
      await expectNames(page, ['pageview']);
      expect(page.requests()[0]?.query.get('q')).toBe('1');
      expect(page.requests()[0]?.headers['sec-gpc']).toBe('1');
      expect(page.events()[0]).not.toHaveProperty('visitor');
      await asking.close();
    });
  },
);
