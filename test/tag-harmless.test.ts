import { readFileSync } from 'node:fs';
import { Parser } from 'acorn';
import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import {
  command,
  expectNames,
  expectOnly,
  openTab,
  plain,
  type PageOptions,
} from './support/tag-world.ts';

const setup = useTagWorld({
  https: true,
  browsers: { 'without cookies': { cookies: 'block-all' } },
});
const { open } = setup;

/** Pages that have broken tags before. */
const pages: Readonly<Record<string, PageOptions>> = {
  'has a base address elsewhere': { head: '<base href="https://other.test/deep/">' },
  'is XHTML': {
    headers: { 'content-type': 'application/xhtml+xml' },
    html: `<html xmlns="http://www.w3.org/1999/xhtml"><head>TAG<title>Page</title></head><body/></html>`,
  },
  'is in quirks mode': { html: '<title>Page</title>TAG<body>quirks' },
  'has no title': { html: '<!doctype html>TAG<p>none' },
  'has frozen Array.prototype': { head: '<script>Object.freeze(Array.prototype)</script>' },
  'demands Trusted Types': {
    headers: { 'content-security-policy': `require-trusted-types-for 'script'` },
  },
  'allows one script and images only': {
    headers: {
      'content-security-policy': `default-src 'none'; script-src 'nonce-n1'; img-src COLLECTOR`,
    },
  },
  'carries the tag twice': { html: '<!doctype html><title>Page</title>TAG TAG' },
  'has a tag manager that strips attributes': {
    html: `<!doctype html><title>Page</title><script>
      const script = document.createElement('script');
      script.src = 'COLLECTOR/tag.js?site=SITE&automated=on&engagement=off';
      document.head.append(script)</script>`,
  },
  'has a script that holds the tag as text': {
    html: `<!doctype html><title>Page</title>
      <script type="text/plain" data-hitmark src="COLLECTOR/tag.js" data-site="SITE" ${plain}></script>
      <script>fetch('COLLECTOR/tag.js').then((answer) => answer.text()).then((code) =>
        import('data:text/javascript,' + encodeURIComponent(code)))</script>`,
  },
};

describe('a page that', () => {
  it.each(Object.entries(pages))(
    '%s is counted once, and nothing is thrown',
    async (_name, options) => {
      const page = setup.world.page(options);
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      await expectOnly(page, tab, ['pageview']);
      expect(tab.errors).toEqual([]);
      await tab.close();
    },
  );

  it('has replaced the methods of Array.prototype is counted once, and nothing is thrown', async () => {
    const names = ['push', 'map', 'forEach', 'filter', 'includes', 'join', 'slice', 'splice'];
    const page = setup.world.page({
      head: `<script>
        for (const name of ${JSON.stringify([...names, 'shift', 'concat', 'reduce', 'toString', 'toJSON'])})
          Array.prototype[name] = () => { throw new Error(name) };
      </script>`,
      // The driver needs these methods too, so the page itself says when it ends.
      body: `<script>addEventListener('load', () => hitmark('event', 'end', { list: {} }))</script>`,
    });
    const tab = await open(page.url);
    await expect.poll(() => page.names().toSorted()).toEqual(['end', 'pageview']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('is in a sandboxed frame is counted, and nothing is thrown', async () => {
    const inner = setup.world.page();
    const page = setup.world.page({
      body: `<iframe sandbox="allow-scripts" src="${inner.url}"></iframe>`,
    });
    const tab = await open(page.url);
    await expectNames(inner, ['pageview']);
    expect(inner.requests().map(({ headers }) => headers.origin)).toEqual(['null']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('is in a sandboxed frame throws nothing when the collector is down', async () => {
    const inner = setup.world.page();
    const page = setup.world.page({
      html: `<iframe sandbox="allow-scripts" src="${inner.url}"></iframe>`,
    });
    setup.world.collector.interrupt((request) => request.socket.destroy());
    const tab = await open(page.url);
    await expect.poll(() => inner.requests().length).toBeGreaterThan(1);
    setup.world.collector.interrupt(null);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('may use neither cookies nor storage is counted, and nothing is thrown', async () => {
    const page = setup.world.page();
    const tab = await openTab(setup.browserOf('without cookies').context, page.url);
    await expectOnly(page, tab, ['pageview']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('carries the tag gets one global, no changed prototype and no cookie', async () => {
    const look = () =>
      [
        window,
        Element.prototype,
        Document.prototype,
        History.prototype,
        Navigator.prototype,
        XMLHttpRequest.prototype,
      ]
        .map((object) => Object.getOwnPropertyNames(object).toSorted().join())
        .concat(String(fetch), document.cookie);
    const bare = setup.world.page({ html: '<!doctype html><title>Page</title>' });
    const page = setup.world.page();
    const tab = await open(bare.url);
    const before = await tab.evaluate(look);
    await tab.goto(page.url, { waitUntil: 'networkidle' });
    await expectNames(page, ['pageview']);
    const after = await tab.evaluate(look);
    expect(after[0]?.split(',').filter((name) => !before[0]?.split(',').includes(name))).toEqual([
      'hitmark',
    ]);
    expect(after.slice(1)).toEqual(before.slice(1));
    await tab.close();
  });
});

describe('an element that visitors of a page may write', () => {
  const own = `data-transport="script" data-site="SITE" ${plain}`;
  const image = `<img name="currentScript" src="OTHER/own/" ${own}>`;
  const asText = `<script type="text/plain" data-hitmark src="COLLECTOR/tag.js" data-site="SITE" ${plain}></script>
    <script>fetch('COLLECTOR/tag.js').then((answer) => answer.text()).then((code) =>
      import('data:text/javascript,' + encodeURIComponent(code)))</script>`;

  it.each([
    ['hides the current script', `${image}TAG`, []],
    ['hides it as one of two', `${image}${image}TAG`, []],
    [
      'has the attribute of the tag',
      `<img data-hitmark src="OTHER/own/" ${own}>${asText}`,
      ['pageview'],
    ],
  ])('and that %s is not taken for the script of the tag', async (_name, html, names) => {
    const other = setup.world.server.url('other.test');
    const page = setup.world.page({
      html: `<!doctype html><title>Page</title>${html.replaceAll('OTHER', other)}`,
    });
    const tab = await open(page.url);
    await expectNames(page, names);
    expect(await tab.evaluate('typeof hitmark')).toBe(names.length > 0 ? 'function' : 'undefined');
    expect(setup.world.asked.filter((path) => path.startsWith('/own/t'))).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

describe('nothing is sent', () => {
  it.each([
    ['by an automated browser', 'data-engagement="off"', 'site.test', 'automated'],
    ['from localhost', plain, 'localhost', 'localhost'],
    ['from 127.0.0.1', plain, '127.0.0.1', 'localhost'],
  ])('%s, and the log says why', async (_name, attributes, host, reason) => {
    const page = setup.world.page({ attributes: `${attributes} data-debug` });
    const context = await setup.browser.newContext();
    const tab = await context.newPage();
    const lines: string[] = [];
    tab.on('console', (message) => {
      if (message.type() === 'log') lines.push(message.text());
    });
    await tab.goto(page.url.replace('site.test', host), { waitUntil: 'networkidle' });
    await command(tab, 'event', 'no');
    expect(page.requests()).toEqual([]);
    expect(lines).toEqual([`hitmark nothing is sent: ${reason}`]);
    await context.close();
  });

  it('is not true of localhost where data-localhost says on', async () => {
    const page = setup.world.page({ attributes: `${plain} data-localhost="on"` });
    const tab = await open(page.url.replace('site.test', 'localhost'));
    await expectNames(page, ['pageview']);
    await tab.close();
  });
});

/** Opens a page and keeps what it writes to the console. */
async function openLogged(url: string) {
  const tab = await setup.browser.context.newPage();
  const lines: string[] = [];
  tab.on('console', (message) => {
    if (message.type() === 'log') lines.push(message.text());
  });
  await tab.goto(url, { waitUntil: 'networkidle' });
  return { tab, lines };
}

describe('the log', () => {
  const debug = `${plain} data-debug`;

  it.each([
    ['data-debug', debug, ''],
    ['?hitmark-debug', plain, '?hitmark-debug'],
  ])('is written by %s: each hit', async (_name, attributes, query) => {
    const page = setup.world.page({ attributes });
    const { tab, lines } = await openLogged(`${page.url}${query}`);
    await expectNames(page, ['pageview']);
    await expect.poll(() => lines).toEqual([expect.stringMatching(/^hitmark hit r=/)]);
    await tab.close();
  });

  it('is written where the policy allows one script only, of a script without attributes too', async () => {
    const page = setup.world.page({
      headers: { 'content-security-policy': `script-src 'nonce-n1'` },
      html: `<!doctype html><title>Page</title><script nonce="n1" src="COLLECTOR/tag.js?site=SITE&automated=on&engagement=off&debug"></script>`,
    });
    const { tab, lines } = await openLogged(page.url);
    await expectNames(page, ['pageview']);
    await expect.poll(() => lines).toEqual([expect.stringMatching(/^hitmark hit r=/)]);
    await tab.close();
  });

  it('says of a hit that is held what for', async () => {
    const page = setup.world.page({
      attributes: `${debug} data-consent="wait"`,
      body: `<script>hitmark('event', 'early')</script>`,
    });
    const { tab, lines } = await openLogged(page.url);
    await expect
      .poll(() => lines)
      .toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^hitmark held: view .*e=early/),
          expect.stringMatching(/^hitmark held: consent .*e=early.*\n.*h=Page/),
        ]),
      );
    await tab.close();
  });

  it('says of a move to the same address that it is no view', async () => {
    const page = setup.world.page({ attributes: debug });
    const { tab, lines } = await openLogged(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => history.pushState(null, '', location.href));
    await expect.poll(() => lines.at(-1)).toBe(`hitmark no view: same address ${page.url}`);
    await tab.close();
  });

  it('says of a hit that it was dropped, or refused by the collector', async () => {
    const page = setup.world.page({
      attributes: `${debug} data-before-send="check"`,
      head: `<script>function check(hit) { return hit.e !== 'no' && hit }</script>`,
    });
    const { tab, lines } = await openLogged(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'event', 'no');
    await expect.poll(() => lines.at(-1)).toMatch(/^hitmark dropped: beforeSend /);
    setup.world.collector.interrupt((request, response) => {
      response.writeHead(503, {
        'access-control-allow-origin': request.headers.origin,
        'access-control-allow-credentials': 'true',
      });
      response.end();
    });
    await command(tab, 'event', 'yes');
    await expect.poll(() => lines.at(-1)).toMatch(/^hitmark later: 503 .*e=yes/);
    setup.world.collector.interrupt(null);
    await tab.evaluate(() => localStorage.clear());
    await tab.close();
  });

  it('is empty otherwise', async () => {
    const page = setup.world.page();
    const { tab, lines } = await openLogged(page.url);
    await expectNames(page, ['pageview']);
    expect(lines).toEqual([]);
    await tab.close();
  });
});

describe.each(['tag.js', 'buster.js'])('%s as it is built', (name) => {
  const code = readFileSync(new URL(`../packages/tag/dist/${name}`, import.meta.url), 'utf8');

  it('is ES2020', () => {
    expect(() => Parser.parse(code, { ecmaVersion: 2020, sourceType: 'script' })).not.toThrow();
    expect(() => Parser.parse('a ||= b', { ecmaVersion: 2020 })).toThrow(SyntaxError);
  });

  it('holds no eval, document.write, cookie access or name of Node', () => {
    expect(code).not.toMatch(
      /\beval\b|\bFunction\(|document\.write|\.cookie\b|\b(process|Buffer|require|module|global|__dirname)\b/,
    );
  });
});
