import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { expectNames, expectOnly, type TagPage } from './support/tag-world.ts';

const setup = useTagWorld();
const { open } = setup;

describe('engagement', () => {
  const engaged = 'data-automated="on"';

  it('is sent when the page is left, with time and depth, on the view it belongs to', async () => {
    const page = setup.world.page({
      attributes: engaged,
      body: '<p style="height: 3000px">long</p>',
    });
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
    const page = setup.world.page({ attributes: engaged });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => history.pushState(null, '', '?next'));
    await expectNames(page, ['pageview', 'engagement', 'pageview']);
    const [first, left, second] = page.events();
    expect(left).toMatchObject({ view: first?.view, url: page.url });
    expect(second?.view).not.toBe(first?.view);
    await tab.close();
  });

  it('does not count the time in the background, nor a move there before it is shown', async () => {
    const page = setup.world.page({
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
    const page = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.goto('about:blank');
    await tab.close();
    const control = setup.world.page();
    await (await open(control.url)).close();
    await expectNames(control, ['pageview']);
    expect(page.names()).toEqual(['pageview']);
  });

  /** Opens a page whose time the test sets, and begins a view in it. */
  async function openWithClock(page: TagPage) {
    const context = await setup.browser.newContext();
    const tab = await context.newPage();
    await tab.clock.install({ time: 0 });
    await tab.goto(page.url);
    await tab.clock.pauseAt(3_600_000);
    await move(tab);
    // The view is recorded when its title has been waited for.
    await tab.clock.runFor(1000);
    await expect.poll(() => page.names().filter((name) => name === 'pageview')).toHaveLength(2);
    return tab;
  }

  const move = (tab: Page) => tab.evaluate(() => history.pushState(null, '', `?${Math.random()}`));

  /** Seconds that are stored of the view before the last. */
  async function secondsSeen(page: TagPage, tab: Page): Promise<number> {
    const before = page.names().length;
    await move(tab);
    await tab.clock.runFor(3000);
    await expect.poll(() => page.names().length).toBe(before + 2);
    const seen = page.events().findLast(({ type }) => type === 'engagement');
    return Math.round((seen?.engagement?.ms ?? 0) / 1000);
  }

  it('stops after 30 seconds without a sign of life: a sleep of ten hours is none', async () => {
    const page = setup.world.page({ attributes: engaged });
    const tab = await openWithClock(page);
    await tab.clock.runFor(10_000);
    await tab.mouse.move(5, 5);
    await tab.clock.fastForward('10:00:00');
    await tab.mouse.move(9, 9);
    await tab.clock.runFor(2000);
    expect(await secondsSeen(page, tab)).toBe(1 + 10 + 30 + 2);
    await tab.context().close();
  });

  it('goes on as long as there are signs of life, and for as long as data-idle says', async () => {
    const page = setup.world.page({ attributes: `${engaged} data-idle="100"` });
    const tab = await openWithClock(page);
    for (const key of ['a', 'b', 'c']) {
      await tab.clock.fastForward(60_000);
      await tab.keyboard.press(key);
    }
    await tab.clock.fastForward(200_000);
    expect(await secondsSeen(page, tab)).toBe(1 + 3 * 60 + 100);
    await tab.context().close();
  });

  it('stops when the window loses focus, and not when a field of the page does', async () => {
    const page = setup.world.page({ attributes: engaged, body: '<input><button>x</button>' });
    const tab = await openWithClock(page);
    await tab.clock.runFor(5000);
    await tab.focus('input');
    await tab.focus('button');
    await tab.clock.runFor(5000);
    await tab.evaluate(() => {
      document.hasFocus = () => false;
      dispatchEvent(new FocusEvent('blur'));
    });
    await tab.clock.runFor(20_000);
    expect(await secondsSeen(page, tab)).toBe(1 + 5 + 5);
    await tab.context().close();
  });

  /** Scrolled areas: the page's body, the element that is scrolled, and the depth that the view then has. */
  const areas: readonly [name: string, body: string, scroll: string | null, depth: RegExp][] = [
    [
      'the container that was scrolled, where the document cannot be',
      `<main style="height: 90vh; overflow: auto"><p style="height: 3000px"></p></main>`,
      'main',
      /^(4|5|6)\d$/,
    ],
    ['none, where nothing can be scrolled', '<p>short</p>', null, /^undefined$/],
    [
      'none, where a small box was scrolled',
      `<textarea style="height: 50px">${'line\n'.repeat(50)}</textarea>`,
      'textarea',
      /^undefined$/,
    ],
    [
      'none, where a wide box was scrolled sideways',
      `<div style="height: 90vh; overflow: auto"><p style="width: 9000px; height: 20px"></p></div>`,
      'div',
      /^undefined$/,
    ],
    [
      'that of the document, where a container in it was scrolled to its end',
      `<main style="height: 90vh; overflow: auto"><p style="height: 1400px"></p></main><p style="height: 6000px"></p>`,
      'main',
      /^1\d$/,
    ],
  ];

  it.each(areas)('has a depth: %s', async (_name, body, scroll, depth) => {
    const page = setup.world.page({
      attributes: engaged,
      body: `<style>body { margin: 0 }</style>${body}`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    if (scroll !== null) {
      await tab.evaluate((selector) => {
        const area = document.querySelector(selector);
        area?.scrollBy(1000, 1000);
        return new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        });
      }, scroll);
    }
    await tab.evaluate(() => history.pushState(null, '', '?next'));
    await expectNames(page, ['pageview', 'engagement', 'pageview']);
    expect(String(page.events()[1]?.engagement?.scroll)).toMatch(depth);
    await tab.close();
  });
});
