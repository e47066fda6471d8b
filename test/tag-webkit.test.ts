import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from './support/server.ts';
import { expectNames, plain, startTagWorld, type TagWorld } from './support/tag-world.ts';
import { findWebKit, openWebKit, type WebKit } from './support/webkit.ts';

// The core situations once more, in a third engine, as far as its driver lets us: it can neither wait for
// the network nor see what a page throws, so pages must tell by what arrives.

const isMissing = findWebKit() === null;

describe.skipIf(isMissing)(
  `in WebKitGTK${isMissing ? ' (did NOT run: no WebKitWebDriver and Xvfb on PATH)' : ''}`,
  () => {
    let world: TagWorld;
    let browser: WebKit;

    beforeAll(async () => {
      world = await startTagWorld(await makeCertificate());
      browser = await openWebKit();
    });

    afterAll(async () => {
      await browser.close();
      await world.close();
    });

    const sent = (page: ReturnType<TagWorld['page']>) =>
      page.requests().map(({ method, path }) => `${method} ${path}`);
    const command = (...args: unknown[]) => browser.run('hitmark(...arguments)', ...args);

    it('a view is one GET without preflight', async () => {
      const page = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['GET /track.js']);
    });

    it('a URL over 8 KB is a POST without preflight', async () => {
      const page = world.page();
      await browser.open(`${page.url}?x=${'y'.repeat(9000)}`);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['POST /hits']);
    });

    it('push, replace and pop are views, with history patched; the same address is none', async () => {
      const page = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      const moves = [
        "history.pushState(null, '', '?a')",
        "history.replaceState(null, '', '?b')",
        'history.back()',
      ];
      for (const [index, move] of moves.entries()) {
        await browser.run(move);
        await expect.poll(() => page.names().length).toBe(index + 2);
      }
      await browser.run(`history.replaceState(1, '', location.href); location.hash = 'below'`);
      await command('event', 'end');
      await expectNames(page, ['pageview', 'pageview', 'pageview', 'pageview', 'end']);
    });

    it('a page restored from the back/forward cache is a view of its own', async () => {
      const page = world.page({
        head: '<script>addEventListener("pageshow", (event) => (window.restored = event.persisted))</script>',
      });
      const next = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.open(next.url);
      await expectNames(next, ['pageview']);
      await browser.back();
      await expectNames(page, ['pageview', 'pageview']);
      expect(await browser.run('return window.restored')).toBe(true);
    });

    it('an event fired right before navigation arrives, and engagement when the page is left', async () => {
      const page = world.page({ attributes: 'data-automated="on"' });
      const next = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.run(`hitmark('event', 'bye'); location.href = arguments[0]`, next.url);
      await expectNames(next, ['pageview']);
      await expect.poll(() => page.names().toSorted()).toEqual(['bye', 'engagement', 'pageview']);
    });

    it('a page that is left at once is counted', async () => {
      const page = world.page({
        body: `<script>addEventListener('load', () => { location.href = 'about:blank' })</script>`,
      });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
    });

    it.each([
      [`connect-src 'none'`, 'GET /pixel.gif'],
      [`default-src 'none'; script-src 'nonce-n1'; img-src COLLECTOR`, 'GET /pixel.gif'],
      [`img-src 'none'`, 'GET /track.js'],
    ])('a view gets through the policy %s', async (policy, request) => {
      const page = world.page({ headers: { 'content-security-policy': policy } });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual([request]);
    });

    it('a view is sent again when the collector is back', async () => {
      const page = world.page();
      world.collector.interrupt((request) => request.socket.destroy());
      await browser.open(page.url);
      await expect.poll(() => browser.run(`return 'hitmark' in localStorage`)).toBe(true);
      world.collector.interrupt(null);
      await browser.open(page.url);
      await expectNames(page, ['pageview', 'pageview']);
    });

    it('loaded twice counts once, and a sandboxed frame is counted', async () => {
      const inner = world.page({ html: '<!doctype html><title>In</title>TAG TAG' });
      const page = world.page({
        body: `<iframe sandbox="allow-scripts" src="${inner.url}"></iframe>`,
      });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await expectNames(inner, ['pageview']);
    });

    it('nothing is sent before consent, and all of it after', async () => {
      const page = world.page({ attributes: `${plain} data-consent="wait"` });
      await browser.open(page.url);
      await command('event', 'held');
      expect(page.requests()).toEqual([]);
      await command('consent', true);
      await expect.poll(() => page.names().toSorted()).toEqual(['held', 'pageview']);
    });

    it('GPC, which WebKit lacks and the page may define, is a flag in the hit', async () => {
      const page = world.page({
        head: '<script>navigator.globalPrivacyControl = true</script>',
      });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      expect(page.requests()[0]?.query.get('q')).toBe('1');
      expect(page.events()[0]).not.toHaveProperty('visitor');
    });
  },
);
