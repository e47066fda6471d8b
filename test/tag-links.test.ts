import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { expectNames, expectOnly, plain } from './support/tag-world.ts';

const setup = useTagWorld();
const { open } = setup;

/** The page's own links lead nowhere, so that it stays. */
const stay = `<script>addEventListener('click', (event) => event.preventDefault())</script>`;
const links = `${stay}
  <a id="out" href="https://other.test/a?token=abc&x=1"><b>out</b></a>
  <a id="file" href="/files/Report.PDF">file</a>
  <a id="zip" href="https://other.test/x.zip">zip</a>
  <a id="in" href="/inside">in</a>
  <a id="mail" href="mailto:a@b.test">mail</a>`;

describe('links', () => {
  it('are events to other hosts and to files, with the address; none inside the site or for mail', async () => {
    const page = setup.world.page({ body: links });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    for (const id of ['out b', 'file', 'zip', 'in', 'mail']) await tab.click(`#${id}`);
    await expectOnly(page, tab, ['pageview', 'outbound', 'download', 'download']);
    expect(page.events().map(({ data }) => data?.['url'])).toEqual([
      undefined,
      'https://other.test/a?token=*&x=1',
      `${setup.world.server.url('site.test')}/files/Report.PDF`,
      'https://other.test/x.zip',
      undefined,
    ]);
    await tab.close();
  });

  it('are events with the middle button too, and not with the right one', async () => {
    const page = setup.world.page({
      body: `<script>addEventListener('auxclick', (event) => event.preventDefault())</script>${links}`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('#out', { button: 'middle' });
    await expectNames(page, ['pageview', 'outbound']);
    await tab.click('#out', { button: 'right' });
    await expectOnly(page, tab, ['pageview', 'outbound']);
    await tab.close();
  });

  it('are none where data-outbound and data-downloads are off', async () => {
    const page = setup.world.page({
      body: links,
      attributes: `${plain} data-outbound="off" data-downloads="off"`,
    });
    const tab = await open(page.url);
    for (const id of ['out', 'file', 'zip']) await tab.click(`#${id}`);
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });

  it('are downloads by the extensions that data-downloads lists', async () => {
    const page = setup.world.page({
      body: `${links}<a id="own" href="/a.stl">own</a>`,
      attributes: `${plain} data-downloads="stl,obj"`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    for (const id of ['file', 'own']) await tab.click(`#${id}`);
    await expectOnly(page, tab, ['pageview', 'download']);
    await tab.close();
  });

  it('that are followed at once still arrive', async () => {
    const page = setup.world.page({
      body: `<a href="${setup.world.server.url('other.test')}/elsewhere">go</a>`,
    });
    const tab = await open(page.url);
    await tab.click('a');
    await expectNames(page, ['pageview', 'outbound']);
    await tab.close();
  });

  /** Markup of links, what is to be clicked in it, and the events that are to come of it. */
  const kinds: readonly [
    name: string,
    markup: string,
    click: string,
    events: [string, string][],
  ][] = [
    [
      'an icon of a sprite, which has an address of its own',
      `<a href="https://other.test/x"><svg width="20" height="20"><use href="#icon"></use><rect id="icon" width="20" height="20"/></svg></a>`,
      'svg',
      [['outbound', 'https://other.test/x']],
    ],
    [
      'an icon of a sprite outside of links',
      `<button><svg width="20" height="20"><use href="https://other.test/sprite.zip#icon"/><rect width="20" height="20"/></svg></button>`,
      'svg',
      [],
    ],
    [
      'a link inside SVG',
      `<svg width="99" height="40"><a href="https://other.test/svg"><rect width="50" height="40"/></a></svg>`,
      'rect',
      [['outbound', 'https://other.test/svg']],
    ],
    [
      'a link inside SVG of the old form',
      `<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="40"><a xlink:href="https://other.test/old"><rect width="50" height="40"/></a></svg>`,
      'rect',
      [['outbound', 'https://other.test/old']],
    ],
    [
      'an area of an image',
      `<img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" width="60" height="60" usemap="#m"><map name="m"><area shape="rect" coords="0,0,60,60" href="https://other.test/area"></map>`,
      'img',
      [['outbound', 'https://other.test/area']],
    ],
    [
      'a link around what is in a shadow tree',
      `<a href="https://other.test/slot"><span id="host">text</span></a><script>
        document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<b>deep</b>'</script>`,
      '#host',
      [['outbound', 'https://other.test/slot']],
    ],
    [
      'a link with the attribute download',
      `<a href="/report" download>x</a>`,
      'a',
      [['download', 'SITE_URL/report']],
    ],
    [
      'a download of data, whose content stays',
      `<a href="data:text/csv,secret" download="a.csv">x</a>`,
      'a',
      [['download', 'data:']],
    ],
    [
      'a download of a blob, whose name stays',
      `<a download="a.csv">x</a><script>document.querySelector('a').href = URL.createObjectURL(new Blob(['secret']))</script>`,
      'a',
      [['download', 'blob:']],
    ],
    ['data that is no download', `<a href="data:text/plain,secret">x</a>`, 'a', []],
    ['a link that is script', `<a href="javascript:void 0">x</a>`, 'a', []],
    ['a link without an address', `<base href="https://other.test/"><a name="x">x</a>`, 'a', []],
    ['a link with an address that is none', `<a href="http://[">x</a>`, 'a', []],
    ['a subdomain of one of the own domains', `<a href="https://shop.own.test/x">x</a>`, 'a', []],
    ['one of the own domains', `<a href="https://own.test:8443/x">x</a>`, 'a', []],
    [
      'a domain that only ends like one',
      `<a href="https://notown.test/x">x</a>`,
      'a',
      [['outbound', 'https://notown.test/x']],
    ],
    ['an email address', `<a href="mailto:ada@example.org?subject=x">x</a>`, 'a', []],
  ];

  it.each(kinds)('of all kinds are told apart: %s', async (_name, markup, click, expected) => {
    const page = setup.world.page({
      body: `${stay}${markup}`,
      attributes: `${plain} data-domains="own.test,*.own.test"`,
    });
    const tab = await open(page.url);
    await tab.click(click, { force: true });
    await expectOnly(page, tab, ['pageview', ...expected.map(([name]) => name)]);
    expect(
      page
        .events()
        .slice(1, -1)
        .map(({ data }) => data?.['url']),
    ).toEqual(
      expected.map(([, url]) => url.replace('SITE_URL', setup.world.server.url('site.test'))),
    );
    expect(JSON.stringify(page.events())).not.toContain('secret');
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('are events by the keyboard too', async () => {
    const page = setup.world.page({ body: links });
    const tab = await open(page.url);
    await tab.focus('#out');
    await tab.keyboard.press('Enter');
    await expectOnly(page, tab, ['pageview', 'outbound']);
    await tab.close();
  });

  it('to an address or a number are events where data-contact says so, without either', async () => {
    const page = setup.world.page({
      attributes: `${plain} data-contact="on"`,
      body: `${stay}<a href="mailto:ada@example.org">m</a> <a id="t" href="tel:+41445556677">t</a> <a id="s" href="sms:1">s</a>`,
    });
    const tab = await open(page.url);
    for (const click of ['a', '#t', '#s']) await tab.click(click);
    await expectOnly(page, tab, ['pageview', 'contact', 'contact']);
    expect(page.events().map(({ data }) => data)).toEqual([
      undefined,
      { url: 'mailto:' },
      { url: 'tel:' },
      undefined,
    ]);
    await tab.close();
  });
});
