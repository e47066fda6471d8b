import type { RequestListener } from 'node:http';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly, plain, type TagPage } from './support/tag-world.ts';

const setup = useTagWorld({ https: true });
const { open } = setup;

const sent = (page: TagPage) => page.requests().map(({ method, path }) => `${method} ${path}`);

/** The connection ends without an answer, as if nobody were there. */
const down: RequestListener = (request) => request.socket.destroy();

/** Reports an event for each name, with a text of some length as its data. */
function big(tab: Page, letters: number, names: readonly string[]) {
  return tab.evaluate(
    ([length, events]) => {
      const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
      for (const name of events) hitmark('event', name, { text: 'x'.repeat(length) });
    },
    [letters, names] as const,
  );
}

const names = Array.from({ length: 8 }, (_, index) => `big-${index}`);

describe('a page whose fetch', () => {
  it.each([
    ['is missing', 'delete window.fetch'],
    ['is no function', 'window.fetch = {}'],
    ['throws at once', `window.fetch = () => { throw new Error('no') }`],
    ['answers nothing', 'window.fetch = () => undefined'],
    ['answers by a promise of nothing', 'window.fetch = async () => undefined'],
  ])('%s is counted by images, and nothing is thrown', async (_name, script) => {
    const page = setup.world.page({ head: `<script>${script}</script>` });
    const tab = await open(page.url);
    await expectOnly(page, tab, ['pageview']);
    expect(sent(page)).toEqual(['GET /pixel.gif', 'GET /pixel.gif']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('expects a text as its address gets one', async () => {
    const page = setup.world.page({
      head: `<script>
        const original = fetch;
        window.fetch = (url, options) => original(url.replace('x', 'x').trim(), options);
      </script>`,
    });
    const tab = await open(page.url);
    await expectOnly(page, tab, ['pageview']);
    expect(sent(page)).toEqual(['GET /track.js', 'GET /track.js']);
    await tab.close();
  });

  it('never answers is waited for ten seconds, and no longer', async () => {
    const page = setup.world.page({
      head: '<script>window.fetch = () => new Promise(() => {})</script>',
    });
    const context = await setup.browser.newContext();
    const tab = await context.newPage();
    await tab.clock.install();
    await tab.goto(page.url);
    await tab.clock.runFor(9000);
    expect(sent(page)).toEqual([]);
    await tab.clock.runFor(2000);
    await expectNames(page, ['pageview']);
    expect(sent(page)).toEqual(['GET /pixel.gif']);
    await context.close();
  });
});

describe('hits that are large', () => {
  it('and queued in an outage arrive with the next view, each once', async () => {
    const page = setup.world.page();
    setup.world.collector.interrupt(down);
    const tab = await open(page.url);
    await big(tab, 10_000, names);
    await expect
      .poll(() =>
        tab.evaluate(
          () => (localStorage['hitmark'] as string | undefined)?.match(/e=big/g)?.length,
        ),
      )
      .toBe(8);
    setup.world.collector.interrupt(null);
    await tab.reload({ waitUntil: 'networkidle' });
    await expect.poll(() => page.names().length).toBe(10);
    expect(page.names().toSorted()).toEqual([...names, 'pageview', 'pageview']);
    expect(await tab.evaluate(() => localStorage['hitmark'] as unknown)).toBeUndefined();
    await tab.close();
  });

  it('go by POST while the page is seen, more than a page may send when it is left', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await big(tab, 30_000, names);
    await expect.poll(() => page.names().toSorted()).toEqual([...names, 'pageview']);
    await tab.close();
  });

  it('and do not fit when the page is left are kept for the next one', async () => {
    const page = setup.world.page({
      body: `<script>addEventListener('visibilitychange', () => {
        for (let index = 0; index < 8; index += 1) hitmark('event', 'big-' + index, { text: 'x'.repeat(30000) });
      })</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.goto('about:blank');
    await tab.goto(setup.world.page().url, { waitUntil: 'networkidle' });
    await expect.poll(() => page.names().toSorted()).toEqual([...names, 'pageview']);
    await tab.close();
  });

  it('are not sent as an image, which answers 414 by a picture', async () => {
    const page = setup.world.page({ headers: { 'content-security-policy': `connect-src 'none'` } });
    const next = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await big(tab, 10_000, ['large']);
    await command(tab, 'event', 'small');
    await expectNames(page, ['pageview', 'small']);
    expect(
      setup.world.collector.hits.filter(
        ({ path, query }) => path === '/pixel.gif' && query.get('e') === 'large',
      ),
    ).toEqual([]);
    await tab.goto(next.url, { waitUntil: 'networkidle' });
    await expect.poll(() => page.names()).toContain('large');
    await tab.close();
  });

  it('and can never fit are dropped, not kept, and the log says so', async () => {
    const page = setup.world.page({ attributes: `${plain} data-debug` });
    const tab = await setup.browser.context.newPage();
    const lines: string[] = [];
    tab.on('console', (message) => lines.push(message.text()));
    await tab.goto(page.url, { waitUntil: 'networkidle' });
    await big(tab, 70_000, ['huge']);
    await expectOnly(page, tab, ['pageview']);
    expect(lines.some((line) => line.startsWith('hitmark dropped: too long'))).toBe(true);
    expect(lines.filter((line) => /^hitmark hit .*huge/.test(line))).toEqual([]);
    expect(await tab.evaluate(() => localStorage['hitmark'] as unknown)).toBeUndefined();
    await tab.close();
  });
});

describe('data-collector', () => {
  it.each(['COLLECTOR', 'COLLECTOR/', '//COLLECTOR_HOST', '//COLLECTOR_HOST/'])(
    'may be %s',
    async (address) => {
      const host = setup.world.collector.url('track.test').replace('https://', '');
      const page = setup.world.page({
        attributes: `${plain} data-collector="${address.replace('COLLECTOR_HOST', host)}"`,
      });
      const tab = await open(page.url);
      await expectNames(page, ['pageview']);
      expect(sent(page)).toEqual(['GET /track.js']);
      await tab.close();
    },
  );

  it.each(['COLLECTOR/in', 'COLLECTOR/in/'])('may have a path: %s', async (address) => {
    setup.world.collector.interrupt((request, response) => {
      response.writeHead(204, {
        'access-control-allow-origin': request.headers.origin,
        'access-control-allow-credentials': 'true',
      });
      response.end();
    });
    const page = setup.world.page({ attributes: `${plain} data-collector="${address}"` });
    const tab = await open(page.url);
    await expect.poll(() => sent(page)).toEqual(['GET /in/track.js']);
    await tab.close();
  });
});
