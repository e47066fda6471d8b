import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import {
  command,
  expectNames,
  expectOnly,
  openTab,
  plain,
  startTagWorld,
  type TagWorld,
} from './support/tag-world.ts';

let world: TagWorld;
let browser: Browser;

beforeAll(async () => {
  world = await startTagWorld();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  await world.close();
});

const open = (url: string) => openTab(browser.context, url);

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
    const page = world.page({ body: links });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    for (const id of ['out b', 'file', 'zip', 'in', 'mail']) await tab.click(`#${id}`);
    await expectOnly(page, tab, ['pageview', 'outbound', 'download', 'download']);
    expect(page.events().map(({ data }) => data?.['url'])).toEqual([
      undefined,
      'https://other.test/a?token=*&x=1',
      `${world.server.url('site.test')}/files/Report.PDF`,
      'https://other.test/x.zip',
      undefined,
    ]);
    await tab.close();
  });

  it('are events with the middle button too, and not with the right one', async () => {
    const page = world.page({
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
    const page = world.page({
      body: links,
      attributes: `${plain} data-outbound="off" data-downloads="off"`,
    });
    const tab = await open(page.url);
    for (const id of ['out', 'file', 'zip']) await tab.click(`#${id}`);
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });

  it('are downloads by the extensions that data-downloads lists', async () => {
    const page = world.page({
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
    const page = world.page({
      body: `<a href="${world.server.url('other.test')}/elsewhere">go</a>`,
    });
    const tab = await open(page.url);
    await tab.click('a');
    await expectNames(page, ['pageview', 'outbound']);
    await tab.close();
  });
});

describe('forms', () => {
  const form = `<script>addEventListener('submit', (event) => event.preventDefault())</script>
    <form id="newsletter"><input name="id" value="secret"><button>Send</button></form>`;

  it('that are sent are events with their id, and nothing that was typed', async () => {
    const page = world.page({ body: form });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('button');
    await expectOnly(page, tab, ['pageview', 'form']);
    expect(page.events()[1]?.data).toEqual({ form: 'newsletter' });
    expect(JSON.stringify(page.events())).not.toContain('secret');
    await tab.close();
  });

  it('are none where data-forms is off', async () => {
    const page = world.page({ body: form, attributes: `${plain} data-forms="off"` });
    const tab = await open(page.url);
    await tab.click('button');
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });
});

describe('data-hitmark-event', () => {
  it('is an event when an element is clicked, also one added later, and keeps the click alive', async () => {
    const page = world.page({ body: '<main></main>' });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => {
      const main = document.querySelector('main');
      if (main === null) return;
      main.innerHTML =
        '<button data-hitmark-event="signup" data-hitmark-plan="pro" data-other="x"><i>Go</i></button>';
      main.addEventListener('click', (event) => {
        document.title = String(event.defaultPrevented);
      });
    });
    await tab.click('i');
    await expectOnly(page, tab, ['pageview', 'signup']);
    expect(page.events()[1]?.data).toEqual({ plan: 'pro' });
    expect(await tab.title()).toBe('false');
    await tab.close();
  });

  it('of a form is an event when it is sent, not when it is clicked', async () => {
    const page = world.page({
      attributes: `${plain} data-forms="off"`,
      body: `<script>addEventListener('submit', (event) => event.preventDefault())</script>
        <form data-hitmark-event="order"><input><button>Send</button></form>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('input');
    await tab.click('button');
    await expectOnly(page, tab, ['pageview', 'order']);
    await tab.close();
  });

  it('works inside open shadow trees', async () => {
    const page = world.page({
      body: `<p></p><script>document.querySelector('p').attachShadow({ mode: 'open' }).innerHTML = '<button data-hitmark-event="deep">x</button>'</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('button');
    await expectNames(page, ['pageview', 'deep']);
    await tab.close();
  });
});

describe('engagement', () => {
  const engaged = 'data-automated="on"';

  it('is sent when the page is left, with time and depth, on the view it belongs to', async () => {
    const page = world.page({ attributes: engaged, body: '<p style="height: 3000px">long</p>' });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.mouse.wheel(0, 800);
    await expect.poll(() => tab.evaluate(() => scrollY)).toBeGreaterThan(700);
    await tab.close();
    await expectNames(page, ['pageview', 'engagement']);
    const [view, left] = page.events();
    expect(left?.view).toBe(view?.view);
    expect(left?.engagement?.ms).toBeGreaterThan(100);
    expect(left?.engagement?.ms).toBeLessThan(60_000);
    expect(left?.engagement?.scroll).toBeGreaterThan(40);
    expect(left?.engagement?.scroll).toBeLessThan(70);
  });

  it('is sent for the old view when a page moves within itself', async () => {
    const page = world.page({ attributes: engaged });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => history.pushState(null, '', '?next'));
    await expectNames(page, ['pageview', 'engagement', 'pageview']);
    const [first, left, second] = page.events();
    expect(left).toMatchObject({ view: first?.view, url: page.url });
    expect(left?.engagement?.scroll).toBe(100);
    expect(second?.view).not.toBe(first?.view);
    await tab.close();
  });

  it('does not count the time in the background, nor a move there before it is shown', async () => {
    const page = world.page({
      attributes: engaged,
      head: `<script>
        let hidden = false;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        window.hide = (now) => { hidden = now; document.dispatchEvent(new Event('visibilitychange')) };
      </script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => (window as unknown as { hide: (now: boolean) => void }).hide(true));
    await expectNames(page, ['pageview', 'engagement']);
    await tab.evaluate(() => history.pushState(null, '', '?in-background'));
    await tab.evaluate(() => (window as unknown as { hide: (now: boolean) => void }).hide(false));
    await expectOnly(page, tab, ['pageview', 'engagement', 'pageview']);
    expect(page.events()[2]?.url).toBe(`${page.url}?in-background`);
    await tab.close();
  });

  it('is none where data-engagement is off', async () => {
    const page = world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.goto('about:blank');
    await tab.close();
    const control = world.page();
    await (await open(control.url)).close();
    await expectNames(control, ['pageview']);
    expect(page.names()).toEqual(['pageview']);
  });
});

describe('commands', () => {
  it('identify the user of later hits, also before the tag came', async () => {
    const page = world.page({
      head: `<script>hitmark=function(){hitmark.q.push(arguments)};hitmark.q=[];hitmark('identify','ada')</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.user).toBe('ada');
    await tab.close();
  });

  it('that do not exist, or are no commands, change nothing', async () => {
    const page = world.page();
    const tab = await open(page.url);
    await command(tab, 'fly');
    await command(tab, 'toString');
    await command(tab);
    await expectOnly(page, tab, ['pageview']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('pass data on as text', async () => {
    const page = world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'event', 'x', { zero: 0, no: false, none: null, list: [1], empty: '' });
    await expectNames(page, ['pageview', 'x']);
    expect(page.events()[1]?.data).toEqual({ zero: '0', no: 'false', list: '[1]' });
    await tab.close();
  });
});

describe('data-before-send', () => {
  it('names a function, defined before the tag, that changes hits and drops them', async () => {
    const page = world.page({
      attributes: `${plain} data-before-send="check"`,
      head: `<script>function check(hit) { hit.h = 'changed'; return hit.e !== 'no' && hit }</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'event', 'no');
    await expectOnly(page, tab, ['pageview']);
    expect(page.events()[0]?.title).toBe('changed');
    await tab.close();
  });

  it('sends nothing where the function throws or is missing', async () => {
    const page = world.page({ attributes: `${plain} data-before-send="missing"` });
    const tab = await open(page.url);
    expect(page.requests()).toEqual([]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
