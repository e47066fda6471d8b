import { describe, expect, it } from 'vitest';
import { engine } from './support/browser.ts';
import { openUnwatchedBrowser } from './support/chromium.ts';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly, plain } from './support/tag-world.ts';

const setup = useTagWorld({ https: true });
const { open } = setup;

describe.each([
  ['with the Navigation API', ''],
  ['with history patched', '<script>delete window.navigation</script>'],
])('moves within a page, %s', (_name, head) => {
  it('are views: push, replace, pop, each with its title, the view before as referrer, and search', async () => {
    const page = setup.world.page({ head, attributes: `${plain} data-moves="all"` });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    const move = async (method: 'pushState' | 'replaceState', query: string, title: string) => {
      const before = page.names().length;
      await tab.evaluate(
        ([how, address, name]) => {
          history[how as 'pushState'](null, '', address);
          setTimeout(() => (document.title = name ?? ''));
        },
        [method, query, title],
      );
      await expect.poll(() => page.names().length).toBe(before + 1);
    };
    await move('pushState', '?q=red+shoes', 'Found');
    await move('replaceState', '?page=2', 'More');
    await tab.evaluate(() => history.back());
    await expect.poll(() => page.names().length).toBe(4);
    expect(
      page.events().map(({ url, title, referrer, search }) => [url, title, referrer, search]),
    ).toEqual([
      [page.url, 'Page', undefined, undefined],
      [`${page.url}?q=red+shoes`, 'Found', page.url, 'red shoes'],
      [`${page.url}?page=2`, 'More', `${page.url}?q=red+shoes`, undefined],
      [page.url, 'More', `${page.url}?page=2`, undefined],
    ]);
    expect(new Set(page.events().map(({ view }) => view)).size).toBe(4);
    await tab.close();
  });

  it('are none where the address stays, or only its fragment changes', async () => {
    const page = setup.world.page({ head });
    const tab = await open(page.url);
    await tab.evaluate(() => {
      history.pushState(null, '', location.href);
      history.replaceState({ scroll: 1 }, '', location.href);
      location.hash = 'below';
    });
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });

  it('are views where the fragment changes and data-hash says so', async () => {
    const page = setup.world.page({ head, attributes: `${plain} data-hash="on"` });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => (location.hash = 'below'));
    await expectNames(page, ['pageview', 'pageview']);
    expect(page.events()[1]?.url).toBe(`${page.url}#below`);
    await tab.close();
  });

  it('are one view for an address that was replaced at once', async () => {
    const page = setup.world.page({ head });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => {
      history.pushState(null, '', '?step=1');
      history.replaceState(null, '', '?step=2');
    });
    await expectNames(page, ['pageview', 'pageview']);
    expect(page.events()[1]?.url).toBe(`${page.url}?step=2`);
    await tab.close();
  });

  it("are none after hitmark('off'), which leaves history as it was", async () => {
    const page = setup.world.page({ head });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'off');
    expect(
      await tab.evaluate(() => [
        history.pushState === History.prototype.pushState,
        history.replaceState === History.prototype.replaceState,
      ]),
    ).toEqual([true, true]);
    await tab.evaluate(() => history.pushState(null, '', '?after=off'));
    await command(tab, 'event', 'after-off');
    await tab.close();
    const control = setup.world.page();
    await (await open(control.url)).close();
    await expectNames(control, ['pageview']);
    expect(page.names()).toEqual(['pageview']);
  });
});

describe.each([
  ['with the Navigation API', ''],
  ['with history patched', '<script>delete window.navigation</script>'],
])('data-moves, %s', (_name, head) => {
  it('counts a push and a step back, and a replace only where it changes the path', async () => {
    const page = setup.world.page({ head });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => history.pushState(null, '', '?a'));
    await expect.poll(() => page.names().length).toBe(2);
    await tab.evaluate(() => {
      history.replaceState(null, '', '?filter=red');
      history.replaceState(null, '', '?filter=red&page=2');
    });
    await command(tab, 'event', 'replaced');
    await expect.poll(() => page.names().length).toBe(3);
    await tab.evaluate(() => history.replaceState(null, '', '/other'));
    await expect.poll(() => page.names().length).toBe(4);
    await tab.evaluate(() => history.back());
    await expect.poll(() => page.names().length).toBe(5);
    const other = `${setup.world.server.url('site.test')}/other`;
    expect(page.events().map(({ name, type, url }) => [name ?? type, url])).toEqual([
      ['pageview', page.url],
      ['pageview', `${page.url}?a`],
      ['replaced', `${page.url}?a`],
      ['pageview', other],
      ['pageview', page.url],
    ]);
    await tab.close();
  });

  it.each([
    ['off: none', 'data-moves="off"', []],
    ['push, where data-query leaves out what stands behind ?', 'data-query="off"', ['/path']],
  ])('%s', async (_option, attribute, paths) => {
    const page = setup.world.page({ head, attributes: `${plain} ${attribute}` });
    const tab = await open(page.url);
    await tab.evaluate(() => history.pushState(null, '', '?query'));
    await command(tab, 'event', 'moved');
    await expect.poll(() => page.names()).toEqual(['pageview', 'moved']);
    await tab.evaluate(() => history.pushState(null, '', '/path'));
    await expect.poll(() => page.names().length).toBe(2 + paths.length);
    await expectOnly(page, tab, ['pageview', 'moved', ...paths.map(() => 'pageview')]);
    await tab.close();
  });
});

describe('a title', () => {
  it('that is set late is the new view, and not the title before', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => {
      history.pushState(null, '', '?next');
      setTimeout(() => (document.title = 'Late'), 600);
    });
    await expectNames(page, ['pageview', 'pageview']);
    expect(page.events()[1]?.title).toBe('Late');
    const [{ client_time: before = '' } = {}, { client_time: after = '' } = {}] = page.events();
    expect(Date.parse(after ?? '')).toBeGreaterThan(Date.parse(before ?? ''));
    await tab.close();
  });

  it('that stays holds the view for a second at most, with what happened in it', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => history.pushState(null, '', '?next'));
    await command(tab, 'event', 'meanwhile');
    await expect.poll(() => page.names().toSorted()).toEqual(['meanwhile', 'pageview', 'pageview']);
    const views = page.events().filter(({ type }) => type === 'pageview');
    const event = page.events().find(({ type }) => type === 'event');
    expect(event?.view).toBe(views[1]?.view);
    expect(views[1]?.title).toBe('Page');
    await tab.close();
  });

  it('is not waited for where the view is left by another, unless at once', async () => {
    const page = setup.world.page();
    const context = await setup.browser.newContext();
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(page.url);
    await tab.clock.runFor(300);
    await tab.evaluate(() => history.pushState(null, '', '?redirect'));
    await tab.evaluate(() => history.pushState(null, '', '?first'));
    await tab.clock.runFor(300);
    await tab.evaluate(() => history.pushState(null, '', '?second'));
    await tab.clock.runFor(1100);
    await expect
      .poll(() => page.events().map(({ url }) => url))
      .toEqual([page.url, `${page.url}?first`, `${page.url}?second`]);
    await context.close();
  });
});

describe('a view by hand', () => {
  it('has its address, title and data, and the view before as referrer', async () => {
    const page = setup.world.page({ attributes: `${plain} data-manual` });
    const tab = await open(page.url);
    await command(tab, 'event', 'before');
    await tab.evaluate(() => history.pushState(null, '', '?no-view'));
    await command(tab, 'view', { url: '/step-1?token=x', title: 'One', plan: 'pro' });
    await command(tab, 'view');
    await expectOnly(page, tab, ['before', 'pageview', 'pageview']);
    const site = setup.world.server.url('site.test');
    expect(page.events()).toMatchObject([
      { name: 'before' },
      { url: `${site}/step-1?token=*`, title: 'One', data: { plan: 'pro' } },
      { url: `${page.url}?no-view`, title: 'Page', referrer: `${site}/step-1?token=*` },
      { name: 'end', url: `${page.url}?no-view` },
    ]);
    expect(page.events()[0]).not.toHaveProperty('view');
    expect(page.events()[2]).not.toHaveProperty('data');
    expect(page.events()[3]?.view).toBe(page.events()[2]?.view);
    await tab.close();
  });

  it('goes beside those that the tag records itself', async () => {
    const page = setup.world.page({
      head: `<script>hitmark = (...all) => { hitmark.q.push(all) }; hitmark.q = []; hitmark('view', { url: '/virtual' })</script>`,
    });
    const tab = await open(page.url);
    await expectOnly(page, tab, ['pageview', 'pageview']);
    expect(page.events().map(({ url }) => url?.replace(/.*test:\d+/, ''))).toEqual([
      new URL(page.url).pathname,
      '/virtual',
      '/virtual',
    ]);
    await tab.close();
  });
});

describe('data-exclude', () => {
  it('records nothing on the pages it names, and all on others', async () => {
    const page = setup.world.page({
      path: '/admin/start',
      attributes: 'data-automated="on" data-exclude="/admin/*,/private"',
    });
    const tab = await open(page.url);
    await command(tab, 'event', 'no');
    const move = (path: string) =>
      tab.evaluate((address) => history.pushState(null, '', address), path);
    await move('/private');
    await expect.poll(() => tab.evaluate(() => document.hasFocus())).toBe(true);
    await command(tab, 'event', 'no');
    await command(tab, 'view', { url: '/admin/x' });
    await command(tab, 'event', 'no');
    await move('/private/but-not-this');
    await command(tab, 'event', 'yes');
    await expect.poll(() => page.names().toSorted()).toEqual(['pageview', 'yes']);
    expect(page.requests().length).toBeLessThan(3);
    await tab.close();
  });
});

describe('what is seen', () => {
  it('is a view of its own when it comes back from the back/forward cache', async () => {
    const page = setup.world.page({
      head: '<script>addEventListener("pageshow", (event) => (window.restored = event.persisted))</script>',
    });
    const next = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate((url) => (location.href = url), next.url);
    await expectNames(next, ['pageview']);
    await tab.evaluate(() => history.back());
    await expectNames(page, ['pageview', 'pageview']);
    expect(await tab.evaluate(() => (window as unknown as { restored: boolean }).restored)).toBe(
      true,
    );
    const [first, second] = page.events();
    expect(second?.view).not.toBe(first?.view);
    await expectOnly(page, tab, ['pageview', 'pageview']);
    await tab.close();
  });

  it.skipIf(engine === 'firefox')(
    'is no view while a page is prerendered, and one when it is activated',
    async () => {
      const target = setup.world.page({
        body: `<script>addEventListener('load', () => setTimeout(() => fetch('/ran-' + document.prerendering), 100))</script>`,
      });
      const page = setup.world.page({
        body: `<a href="${target.url}">next</a>
        <script type="speculationrules">{"prerender":[{"urls":["${target.url}"],"eagerness":"immediate"}]}</script>
        <script>
          const wait = async () => {
            if ((await fetch('/go')).ok) document.querySelector('a').click();
            else setTimeout(wait, 100);
          };
          wait();
        </script>`,
      });
      const unwatched = await openUnwatchedBrowser(setup.certificate.cert);
      await unwatched.open(page.url);
      await expect.poll(() => setup.world.asked).toContain('/ran-true');
      await expectNames(page, ['pageview']);
      expect(target.names()).toEqual([]);
      setup.world.page({ path: '/go' });
      await expectNames(target, ['pageview']);
      await unwatched.close();
    },
  );

  it('is no view while a tab is in the background, and one when it is shown', async () => {
    const page = setup.world.page({
      head: `<script>
        let hidden = true;
        Object.defineProperty(document, 'hidden', { get: () => hidden });
        window.show = () => { hidden = false; document.dispatchEvent(new Event('visibilitychange')) };
      </script>`,
      body: `<script>hitmark('event', 'in-background')</script>`,
    });
    const tab = await open(page.url);
    expect(page.requests()).toEqual([]);
    await tab.evaluate(() => (window as unknown as { show: () => void }).show());
    await expect.poll(() => page.names().toSorted()).toEqual(['in-background', 'pageview']);
    await tab.close();
  });
});

describe('a search', () => {
  it.each([
    ['?search=blue&q=red', 'blue'],
    ['?query=red%20shoes', 'red shoes'],
    ['?page=2', undefined],
  ])('is a field of the view: %s', async (query, search) => {
    const page = setup.world.page();
    const tab = await open(`${page.url}${query}`);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.search).toBe(search);
    await tab.close();
  });

  it('is read from the parameters that data-search names', async () => {
    const page = setup.world.page({ attributes: `${plain} data-search="suche,wort"` });
    const tab = await open(`${page.url}?q=no&wort=Schuhe`);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.search).toBe('Schuhe');
    await tab.close();
  });

  it("is an event by hitmark('search'), with what was found", async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'search', 'red shoes', { results: 0 });
    await expectNames(page, ['pageview', 'search']);
    expect(page.events()[1]).toMatchObject({ search: 'red shoes', data: { results: '0' } });
    await tab.close();
  });
});
