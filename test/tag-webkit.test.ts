import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from './support/server.ts';
import {
  expectNames,
  plain,
  startTagWorld,
  type TagPage,
  type TagWorld,
} from './support/tag-world.ts';
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
      const page = world.page({ attributes: `${plain} data-moves="all"` });
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

    /** Names of the stored events and views, sorted. */
    const named = (page: TagPage) => page.names().toSorted();

    it('any stub will do, and a second start changes nothing', async () => {
      const page = world.page({
        html: `<!doctype html><title>Page</title><script>
          window.hitmark = window.hitmark || function () { (hitmark.q = hitmark.q || []).push(arguments) };
          hitmark('event', 'early')</script>TAG TAG<script type="module">
          import { createTag } from '/module.js';
          createTag({ collector: 'COLLECTOR', site: 'SITE', automated: 'on', engagement: 'off' })('event', 'module')</script>`,
      });
      await browser.open(page.url);
      await expect.poll(() => named(page)).toEqual(['early', 'module', 'pageview']);
      expect(new Set(page.events().map(({ url }) => url))).toEqual(new Set([page.url]));
    });

    it('what is no answer is no consent, and what is no name names nobody', async () => {
      const page = world.page({ attributes: `${plain} data-consent="true"` });
      await browser.open(page.url);
      for (const value of [null, 'true', '1', '']) {
        await command('consent', value);
        await command('identify', value === '' ? {} : null);
        await command('event', value === '' ? '' : null);
      }
      expect(page.requests()).toEqual([]);
      await command('consent', 'granted');
      await expectNames(page, ['pageview']);
      expect(page.events()[0]).toMatchObject({ consent: 'granted' });
      expect(page.events()[0]).not.toHaveProperty('user');
    });

    it('data that cannot be sent are left out, and the rest arrives', async () => {
      const page = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.run(`const circle = {}; circle.self = circle;
        hitmark('event', 'odd', { first: 1, big: 7n, circle, window, node: document.body, get bad() { throw 1 }, last: 2 })`);
      await expectNames(page, ['pageview', 'odd']);
      expect(page.events()[1]?.data).toEqual({ first: '1', last: '2' });
    });

    it('links are told apart: in SVG, around shadow trees, areas, downloads, own domains', async () => {
      const page = world.page({
        attributes: `${plain} data-domains="*.own.test"`,
        body: `<script>addEventListener('click', (event) => event.preventDefault())</script>
          <svg><a href="https://other.test/svg"><rect width="9" height="9"/></a></svg>
          <a href="https://other.test/slot"><span id="host"></span></a>
          <map><area href="https://other.test/area"></map>
          <a id="data" href="data:text/csv,secret" download>x</a>
          <a id="own" href="https://a.own.test/">x</a> <a id="sprite"><svg><use href="https://other.test/x.zip#y"/></svg></a>
          <script>document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<b>deep</b>'</script>`,
      });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.run(`const click = (node) =>
          node.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true }));
        for (const selector of ['rect', 'area', '#data', '#own', 'use']) click(document.querySelector(selector));
        click(document.querySelector('#host').shadowRoot.querySelector('b'))`);
      await command('event', 'end');
      await expect.poll(() => page.names().includes('end')).toBe(true);
      expect(
        page.events().flatMap(({ name, data }) => (data?.['url'] ? [[name, data['url']]] : [])),
      ).toEqual([
        ['outbound', 'https://other.test/svg'],
        ['outbound', 'https://other.test/area'],
        ['download', 'data:'],
        ['outbound', 'https://other.test/slot'],
      ]);
    });

    it.each([
      ['missing', 'delete window.fetch; window.fetch = undefined'],
      ['one that throws', `window.fetch = () => { throw new Error('no') }`],
      ['one that answers nothing', 'window.fetch = () => undefined'],
    ])('a page whose fetch is %s is counted by an image', async (_name, script) => {
      const page = world.page({ head: `<script>${script}</script>` });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['GET /pixel.gif']);
    });

    it('large hits queued in an outage arrive with the next view, each once', async () => {
      const page = world.page();
      world.collector.interrupt((request) => request.socket.destroy());
      await browser.open(page.url);
      await browser.run(`for (let index = 0; index < 8; index += 1)
        hitmark('event', 'big', { text: 'x'.repeat(10000) })`);
      await expect
        .poll(() => browser.run(`return (localStorage.hitmark || '').trim().split('\\n').length`))
        .toBe(9);
      world.collector.interrupt(null);
      await browser.open(page.url);
      await expect.poll(() => page.names().length).toBe(10);
    });

    it('a title that is set late is the new view, and a replace of what stands behind ? is none', async () => {
      const page = world.page();
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.run(`history.pushState(null, '', '?next');
        setTimeout(() => { document.title = 'Late' }, 600)`);
      await expectNames(page, ['pageview', 'pageview']);
      expect(page.events()[1]?.title).toBe('Late');
      await browser.run(`history.replaceState(null, '', '?filter')`);
      await command('event', 'end');
      await expectNames(page, ['pageview', 'pageview', 'end']);
    });

    it('views by hand are all there is with data-manual, and none on excluded pages', async () => {
      const page = world.page({ attributes: `${plain} data-manual data-exclude="/admin/*"` });
      await browser.open(page.url);
      await command('view', { url: '/step', title: 'Step', plan: 'pro' });
      await command('view', { url: '/admin/x' });
      await command('event', 'no');
      await command('view', { url: '/end' });
      await expectNames(page, ['pageview', 'pageview']);
      expect(page.events()[0]).toMatchObject({ title: 'Step', data: { plan: 'pro' } });
    });

    it('depth is that of the container that was scrolled, where the document cannot be', async () => {
      const page = world.page({
        attributes: 'data-automated="on"',
        body: `<style>body { margin: 0 }</style><main style="height: 90vh; overflow: auto"><p style="height: 3000px"></p></main>`,
      });
      await browser.open(page.url);
      await expectNames(page, ['pageview']);
      await browser.run(`document.querySelector('main').scrollBy(0, 1000)`);
      await expect
        .poll(() => browser.run(`return document.querySelector('main').scrollTop`))
        .toBe(1000);
      await browser.run(
        `requestAnimationFrame(() => requestAnimationFrame(() => { window.framed = true }))`,
      );
      await expect.poll(() => browser.run('return window.framed')).toBe(true);
      await browser.run(`history.pushState(null, '', '?next')`);
      await expect.poll(() => page.names()).toContain('engagement');
      const seen = page.events().find(({ type }) => type === 'engagement');
      expect(seen?.engagement?.scroll).toBeGreaterThan(40);
      expect(seen?.engagement?.scroll).toBeLessThan(80);
    });
  },
);
