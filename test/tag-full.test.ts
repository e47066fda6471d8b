import { describe, expect, it } from 'vitest';
import { engine } from './support/browser.ts';
import { useTagWorld } from './support/tag-fixture.ts';
import { openTab, plain, type TagPage } from './support/tag-world.ts';

const setup = useTagWorld();

const fullPage = (body = ''): TagPage =>
  setup.world.page({
    html: `<!doctype html><title>Page</title><script src="COLLECTOR/tag.full.js" data-site="SITE" ${plain}></script><p>text ${body}`,
  });

const events = (page: TagPage, name: string) =>
  page.events().filter((event) => event.name === name);

describe('tag.full.js', () => {
  it('records what the page throws: message, source and line, each once, at most ten a view', async () => {
    const page = fullPage(`<img src="/missing.png"><script>
      const raise = (text) => setTimeout(() => { throw new Error(text) });
      raise('first'); raise('first'); Promise.reject(new Error('refused'));
      addEventListener('unhandledrejection', () => {
        for (let index = 0; index < 20; index += 1) raise('more ' + index);
      });
    </script>`);
    const tab = await openTab(setup.browser.context, page.url);
    await expect.poll(() => events(page, 'error').length).toBe(10);
    const messages = events(page, 'error').map(({ data }) => data?.['message']);
    expect(messages.filter((message) => String(message).includes('first'))).toHaveLength(1);
    expect(messages).toContain('Error: refused');
    expect(events(page, 'error').find(({ data }) => data?.['line'])?.data).toEqual({
      message: expect.stringMatching(/^(Uncaught )?Error: first$/) as string,
      source: page.url,
      line: '2',
    });
    await tab.close();
  });

  it('records Web Vitals, those that are known at the end when the page is left', async () => {
    const page = fullPage();
    const tab = await openTab(setup.browser.context, page.url);
    await tab.click('p');
    await tab.goto('about:blank');
    await expect
      .poll(() => events(page, 'vital').map(({ data }) => data?.['name']))
      .toEqual(
        expect.arrayContaining([...(engine === 'chromium' ? ['CLS'] : []), 'FCP', 'LCP', 'TTFB']),
      );
    for (const { data } of events(page, 'vital')) {
      expect(Number(data?.['value'])).toBeGreaterThanOrEqual(0);
      expect(data?.['rating']).toMatch(/^(good|needs-improvement|poor)$/);
    }
    await tab.close();
  });

  it('counts views as tag.js does', async () => {
    const page = fullPage();
    const tab = await openTab(setup.browser.context, page.url);
    await expect.poll(() => page.names().filter((name) => name === 'pageview').length).toBe(1);
    await tab.close();
  });
});
