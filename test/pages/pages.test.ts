import { existsSync, globSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from '../support/browser.ts';
import {
  openTab,
  plain,
  startTagWorld,
  type TagPage,
  type TagWorld,
} from '../support/tag-world.ts';
import { built, installPages } from './install.ts';

// The tag on pages as people have them: no error, no changed global, right counts.

let world: TagWorld;
let browser: Browser;

beforeAll(async () => {
  installPages();
  world = await startTagWorld(undefined, (url) => {
    const path = `${built}${url.replace(/^\/app/, '').replace(/\?.*/, '')}`;
    return path.endsWith('.js') && existsSync(path) ? readFileSync(path) : null;
  });
  browser = await openBrowser();
}, 300_000);

afterAll(async () => {
  await browser.close();
  await world.close();
});

/** Waits until as many events are stored as names are given, and compares the names, in any order. */
async function expectStored(page: TagPage, names: readonly string[]): Promise<void> {
  await expect.poll(() => page.names().length).toBe(names.length);
  expect(page.names().toSorted()).toEqual(names.toSorted());
}

const replaceable = [
  'fetch',
  'history.pushState',
  'history.replaceState',
  'addEventListener',
  'EventTarget.prototype.addEventListener',
  'XMLHttpRequest.prototype.open',
  'XMLHttpRequest.prototype.send',
  'navigator.sendBeacon',
  'Promise',
  'onerror',
  'onpopstate',
];

/** Globals of a page, and what pages' own scripts are known to replace. */
function globals(tab: Page): Promise<{ names: string[]; functions: string[] }> {
  return tab.evaluate(
    (paths) => ({
      names: Object.getOwnPropertyNames(window).filter((name) => Number.isNaN(Number(name))),
      functions: paths.map((path) => {
        let value: unknown = window;
        for (const name of path.split('.')) value = Reflect.get(Object(value) as object, name);
        return String(value);
      }),
    }),
    replaceable,
  );
}

/** An application's page, with what its tag is to know. */
function application(name: string): TagPage {
  const html = readFileSync(`${built}/${name}/index.html`, 'utf8');
  const setUp = `<script>testCollector = 'COLLECTOR'; testSite = 'SITE';
    testOptions = { automated: 'on', engagement: 'off' }</script>`;
  return world.page({ path: `/app/${name}/`, html: html.replace('<head>', `<head>${setUp}`) });
}

describe('an application built by its own tools', () => {
  it.each(['react', 'vue', 'svelte'])('with %s: views, a replaced query, events', async (name) => {
    const page = application(name);
    const tab = await openTab(browser.context, page.url);
    await expectStored(page, ['pageview']);
    await tab.click('text=Shoes');
    await expectStored(page, ['pageview', 'pageview']);
    await tab.click('#filter');
    await tab.click('#signup');
    await tab.evaluate(() =>
      addEventListener('click', (event) => event.preventDefault(), { once: true }),
    );
    await tab.click('#out');
    await tab.evaluate(() => history.back());
    await expectStored(page, ['pageview', 'pageview', 'signup', 'outbound', 'pageview']);
    const views = page.events().filter(({ type }) => type === 'pageview');
    expect(views.map(({ title }) => title)).toEqual(['Home', 'Shoes', 'Home']);
    expect(views.map(({ url }) => new URL(url ?? '').pathname)).toEqual([
      `/app/${name}/`,
      `/app/${name}/shoes`,
      `/app/${name}/`,
    ]);
    expect((await globals(tab)).names).not.toContain('hitmark');
    const { functions } = await globals(tab);
    expect(functions.slice(0, 9).filter((code) => !code.includes('[native code]'))).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('with Astro and its client router', async () => {
    const page = application('astro');
    const shoes = readFileSync(`${built}/astro/shoes/index.html`, 'utf8');
    world.page({ path: '/app/astro/shoes/', html: shoes });
    const tab = await openTab(browser.context, page.url);
    await expectStored(page, ['pageview']);
    await tab.click('text=Shoes');
    await expectStored(page, ['pageview', 'pageview']);
    await tab.click('#signup');
    await expectStored(page, ['pageview', 'pageview', 'signup']);
    expect(page.events().map(({ title }) => title)).toEqual(['Home', 'Shoes', undefined]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('with Next.js and its app router', async () => {
    const page = application('next');
    for (const path of globSync('**/*.txt', { cwd: `${built}/next` })) {
      world.page({
        path: `/app/next/${path}`,
        html: readFileSync(`${built}/next/${path}`, 'utf8'),
        headers: { 'content-type': 'text/plain' },
      });
    }
    const tab = await openTab(browser.context, page.url);
    await expectStored(page, ['pageview']);
    await tab.click('text=Shoes');
    await expectStored(page, ['pageview', 'pageview']);
    await tab.click('#filter');
    await tab.click('#signup');
    await tab.evaluate(() => history.back());
    await expectStored(page, ['pageview', 'pageview', 'signup', 'pageview']);
    const views = page.events().filter(({ type }) => type === 'pageview');
    expect(views.map(({ title }) => title)).toEqual(['Home', 'Shoes', 'Home']);
    expect((await globals(tab)).names).not.toContain('hitmark');
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('with Turbo: each visit is a view, and the tag starts once', async () => {
    const page = world.page({
      html: `<!doctype html><html><head><title>One</title><script src="/app/npm/turbo.js"></script>TAG</head>
        <body><a href="/turbo-two">Two</a></body></html>`,
    });
    world.page({
      path: '/turbo-two',
      html: `<!doctype html><html><head><title>Two</title><script src="/app/npm/turbo.js"></script>
        <script nonce="n1" src="COLLECTOR/tag.js" data-site="${page.site}" ${plain}></script></head>
        <body><form action="/turbo-two" id="f"><button>Send</button></form></body></html>`,
    });
    const tab = await openTab(browser.context, page.url);
    await expectStored(page, ['pageview']);
    await tab.click('text=Two');
    await expectStored(page, ['pageview', 'pageview']);
    await tab.evaluate(() => history.back());
    await expectStored(page, ['pageview', 'pageview', 'pageview']);
    expect(page.events().map(({ title }) => title)).toEqual(['One', 'Two', 'One']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

/** The script of the recipe in docs/recipes.md, with the test's own collector and site. */
function tagManagerScript(site: string, options: string): string {
  const recipes = readFileSync(new URL('../../docs/recipes.md', import.meta.url), 'utf8');
  const [, code = ''] = /## A tag manager[^]*?<script>([^]*?)<\/script>/.exec(recipes) ?? [];
  return code
    .replace('https://t.example.com', world.collector.url('track.test'))
    .replace('site=acme', `site=${site}&automated=on&engagement=off${options}`);
}

/** Puts a tag of custom HTML into a page as managers do: its scripts are made anew. */
function inject(tab: Page, code: string): Promise<void> {
  return tab.evaluate((text) => {
    const script = document.createElement('script');
    script.text = text;
    document.body.append(script);
  }, code);
}

describe('the recipe for a tag manager, whose own service is not to be had here', () => {
  it('counts the view, and the events that triggers call', async () => {
    const page = world.page({ html: '<!doctype html><title>Page</title><button>Go</button>' });
    const tab = await openTab(browser.context, page.url);
    await inject(tab, tagManagerScript(page.site, ''));
    await expectStored(page, ['pageview']);
    await inject(tab, `hitmark('event', 'signup', { plan: 'pro' })`);
    await expectStored(page, ['pageview', 'signup']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('sends nothing before the consent template calls', async () => {
    const page = world.page({ html: '<!doctype html><title>Page</title>' });
    const tab = await openTab(browser.context, page.url);
    await inject(tab, tagManagerScript(page.site, '&consent=wait'));
    await tab.waitForFunction('window.hitmark');
    await tab.waitForLoadState('networkidle');
    expect(page.requests()).toEqual([]);
    await inject(tab, `hitmark('consent', true)`);
    await expectStored(page, ['pageview']);
    expect(page.events()[0]?.consent).toBe('granted');
    await tab.close();
  });
});

/** Pages of other kinds: their markup, what is done in them, and what is to be stored. */
interface Kind {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly act: (tab: Page) => Promise<unknown>;
  readonly stored: readonly string[];
}

const kinds: Readonly<Record<string, Kind>> = {
  'a shop': {
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Red shoes – Shop</title>
      <link rel="canonical" href="https://shop.test/p/red-shoes">
      <script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Red shoes","offers":{"@type":"Offer","price":"79.00"}}</script>
      TAG</head><body onclick="window.bubbled = true">
      <form role="search" id="search" action="javascript:void 0"><input name="q" type="search"></form>
      <main itemscope itemtype="https://schema.org/Product"><picture><img alt="" src="data:,"></picture>
      <form id="cart" action="javascript:void 0" data-hitmark-event="add-to-cart" data-hitmark-sku="4711" data-hitmark-price="79.00">
        <select name="size"><option>42</option></select><input type="hidden" name="id" value="secret">
        <button type="submit"><svg width="20" height="20" viewBox="0 0 20 20"><use href="#cart-icon"/></svg> Add to cart</button></form>
      <a href="/manual.pdf" target="_blank" id="manual">Manual</a></main></body></html>`,
    act: async (tab) => {
      await tab.evaluate(() =>
        addEventListener(
          'click',
          ({ target }) => target instanceof HTMLAnchorElement && window.open,
        ),
      );
      await tab.click('#cart button');
      await tab.evaluate(() =>
        document
          .querySelector('#manual')
          ?.addEventListener('click', (event) => event.preventDefault()),
      );
      await tab.click('#manual');
    },
    stored: ['pageview', 'add-to-cart', 'form', 'download'],
  },
  'a blog with a strict policy': {
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; connect-src COLLECTOR; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'permissions-policy': 'camera=(), geolocation=()',
    },
    html: `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Über uns</title>TAG</head>
      <body><article><h1>Über uns</h1><p><a href="#fn1">1</a> <a href="https://other.test/">weiter</a></p>
      <p id="fn1">Fussnote</p></article></body></html>`,
    act: async (tab) => {
      await tab.click('text=1');
      await tab.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
      await tab.click('text=weiter');
    },
    stored: ['pageview', 'outbound'],
  },
  'a page with three other tags': {
    html: `<!doctype html><html lang="en"><head><title>Landing</title>
      <script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments) } gtag('js', new Date())</script>
      <script src="/app/npm/amplitude.js"></script>
      <script src="/app/npm/countly.js"></script>
      <script type="module">
        import { init } from '/app/npm/plausible.js';
        init({ domain: 'site.test', endpoint: '/swallow', captureOnLocalhost: true, outboundLinks: true });
        amplitude.init('key', { serverUrl: location.origin + '/swallow', autocapture: true, remoteConfig: { fetchRemoteConfig: false } });
        Countly.init({ app_key: 'key', url: location.origin, debug: false });
        Countly.track_pageview();
      </script>TAG</head><body><button>Go</button></body></html>`,
    act: async (tab) => {
      await tab.click('button');
      await tab.evaluate(() => history.pushState(null, '', '?step=2'));
    },
    stored: ['pageview', 'pageview'],
  },
  'an old page with jQuery and longer prototypes': {
    html: `<html><head><title>Forum</title><script src="/app/npm/jquery.js"></script>
      <script>
        Object.prototype.inherited = 'x';
        Array.prototype.each = function () {}; Array.prototype.find = function (test) { for (var i = 0; i < this.length; i++) if (test(this[i], i)) return this[i] };
        Array.prototype.toJSON = function () { return '[' + this.join() + ']' }; String.prototype.toJSON = function () { return '"' + this + '"' };
      </script>TAG</head><body bgcolor=white><table><tr><td><a name="top"></a><a href="javascript:void 0">Thread</a>
      <map name="m"><area href="/in" shape="rect" coords="0,0,9,9"></map></table></body></html>`,
    act: async (tab) => {
      await tab.click('text=Thread');
      await tab.evaluate(() => {
        const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
        hitmark('event', 'vote', { up: 1 });
      });
    },
    stored: ['pageview', 'vote'],
  },
  'documentation with jumps, a frame and a dialog': {
    html: `<!doctype html><html lang="en"><head><title>Docs</title>TAG</head><body>
      <nav><a href="#install">Install</a> <a href="#use">Use</a></nav>
      <iframe sandbox srcdoc="<a href='https://other.test/'>inside</a>"></iframe>
      <dialog><form method="dialog" id="close"><button>Close</button></form></dialog>
      <h2 id="install">Install</h2><h2 id="use">Use</h2></body></html>`,
    act: async (tab) => {
      await tab.click('text=Install');
      await tab.click('nav >> text=Use');
      await tab.evaluate(() => document.querySelector('dialog')?.showModal());
      await tab.click('text=Close');
    },
    stored: ['pageview', 'form'],
  },
};

describe('a page as people have it', () => {
  it.each(Object.entries(kinds))('%s', async (_name, { html, headers = {}, act, stored }) => {
    const bare = world.page({ html: html.replace('TAG', ''), headers });
    const page = world.page({ html, headers });
    const without = await openTab(browser.context, bare.url);
    const tab = await openTab(browser.context, page.url);
    await expectStored(page, ['pageview']);
    const before = await globals(without);
    const after = await globals(tab);
    expect(after.names.filter((name) => !before.names.includes(name))).toEqual(['hitmark']);
    expect(after.functions).toEqual(before.functions);
    await act(tab);
    await expectStored(page, stored);
    expect(tab.errors).toEqual(without.errors);
    expect(JSON.stringify(page.events())).not.toContain('secret');
    await without.close();
    await tab.close();
  });
});
