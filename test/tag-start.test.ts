import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly, plain } from './support/tag-world.ts';

const setup = useTagWorld();
const { open } = setup;

/** Snippets that sites put in front of tags, each given the command `event early`. */
const stubs: Readonly<Record<string, string>> = {
  'makes its queue when it is first called': `window.hitmark = window.hitmark || function () { (hitmark.q = hitmark.q || []).push(arguments) };
     hitmark('event', 'early', { n: 1 })`,
  'has its queue from the start': `hitmark = function () { hitmark.q.push(arguments) }; hitmark.q = []; hitmark('event', 'early', { n: 1 })`,
  'keeps arrays': `hitmark = (...all) => { hitmark.q.push(all) }; hitmark.q = []; hitmark('event', 'early', { n: 1 })`,
  'keeps objects like arguments': `hitmark = { q: [{ 0: 'event', 1: 'early', 2: { n: 1 } }] }`,
  'keeps objects with names': `hitmark = { q: [{ command: 'event', name: 'early', data: { n: 1 } }] }`,
  'is a list': `window.hitmark = window.hitmark || []; hitmark.push(['event', 'early', { n: 1 }])`,
};

describe('a stub that', () => {
  it.each(Object.entries(stubs))('%s loses no command', async (_name, stub) => {
    const page = setup.world.page({ head: `<script>${stub}</script>` });
    const tab = await open(page.url);
    await expect.poll(() => page.names().toSorted()).toEqual(['early', 'pageview']);
    expect(page.events().find(({ name }) => name === 'early')?.data).toEqual({ n: '1' });
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('was never called is no reason not to count', async () => {
    const page = setup.world.page({
      head: `<script>window.hitmark = window.hitmark || function () { (hitmark.q = hitmark.q || []).push(arguments) }</script>`,
    });
    const tab = await open(page.url);
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });

  it('somebody goes on using when the tag has come passes its commands on', async () => {
    const page = setup.world.page({
      head: `<script>hitmark = function () { (hitmark.q = hitmark.q || []).push(arguments) }; window.kept = hitmark</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => {
      const { kept, hitmark } = window as unknown as Record<
        'kept' | 'hitmark',
        { (...all: unknown[]): void; q: { push(all: unknown[]): void } }
      >;
      kept('event', 'by-stub');
      hitmark.q.push(['event', 'by-queue']);
    });
    await expectOnly(page, tab, ['pageview', 'by-stub', 'by-queue']);
    await tab.close();
  });

  it.each([
    ['is an element of that name', '<form id="hitmark"></form>'],
    ['is a text', '<script>hitmark = "text"</script>'],
    ['holds no commands', '<script>hitmark = { q: [null, 7, "x", {}, []] }</script>'],
  ])('%s changes nothing', async (_name, head) => {
    const page = setup.world.page({ html: `<!doctype html><title>Page</title>${head}TAG` });
    const tab = await open(page.url);
    await expectOnly(page, tab, ['pageview']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});

describe('a second start', () => {
  const module = (query: string, site: string): string =>
    `<script type="module">
       import { createTag } from '/module.js${query}';
       const options = { collector: 'COLLECTOR', site: '${site}', automated: 'on', engagement: 'off' };
       (window.tags ??= []).push(createTag(options), createTag(options));
     </script>`;

  it.each([
    ['of the script', 'TAG TAG'],
    [
      'of the script with its log',
      'TAG TAG'.replaceAll(
        'TAG',
        '<script src="COLLECTOR/tag.js" data-site="SITE" data-debug data-automated="on" data-engagement="off"></script>',
      ),
    ],
    ['of a module, as under strict mode', module('', 'SITE')],
    ['of another bundle', module('?a', 'SITE') + module('?b', 'SITE')],
    ['of a module beside the script', `TAG${module('', 'other')}`],
    [
      'of the script beside a module',
      `${module('', 'SITE')}<script type="module">
        const script = document.createElement('script');
        script.src = 'COLLECTOR/tag.js?site=other&automated=on&engagement=off';
        document.head.append(script)</script>`,
    ],
  ])('%s changes nothing: one view, and the same address later', async (_name, scripts) => {
    const page = setup.world.page({ html: `<!doctype html><title>Page</title>${scripts}` });
    const before = setup.world.page();
    const tab = await open(before.url);
    await tab.evaluate((url) => {
      location.href = url;
    }, page.url);
    await expectNames(page, ['pageview']);
    await tab.evaluate(() => {
      const { tags, hitmark } = window as unknown as Record<
        string,
        ((...all: unknown[]) => void)[]
      >;
      const run = (tags?.at(-1) ?? hitmark) as (...all: unknown[]) => void;
      run('event', 'end');
    });
    await expectNames(page, ['pageview', 'end']);
    expect(page.events().map(({ url }) => url)).toEqual([page.url, page.url]);
    expect(page.events()[0]?.referrer).toBe(before.url);
    const tags = await tab.evaluate(
      () => new Set((window as unknown as { tags?: unknown[] }).tags).size,
    );
    expect(tags).toBeLessThan(2);
    await tab.close();
  });
});

describe('the module', () => {
  it('does nothing where there is no page, and its tag neither', () => {
    const code = `
      const before = Object.getOwnPropertyNames(globalThis).length;
      const { createTag, watchErrors, measureVitals } = await import('@hitmark/tag');
      const tag = createTag({ collector: 'https://t.example.com' });
      tag('event', 'x'); tag('off'); watchErrors(tag); measureVitals(tag); watchErrors(); measureVitals();
      console.log(typeof tag, Object.getOwnPropertyNames(globalThis).length - before);`;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: new URL('../packages/collector', import.meta.url),
      encoding: 'utf8',
    });
    expect(printed).toBe('function 0\n');
  });
});

describe('data-event', () => {
  it('is recorded with the first view, and with no other', async () => {
    const page = setup.world.page({ attributes: `${plain} data-event="not_found"` });
    const tab = await open(page.url);
    await expect.poll(() => page.names().toSorted()).toEqual(['not_found', 'pageview']);
    expect(new Set(page.events().map(({ view }) => view)).size).toBe(1);
    await tab.evaluate(() => history.pushState(null, '', '?next'));
    await expect.poll(() => page.names().length).toBe(3);
    await command(tab, 'event', 'not_found');
    await expect.poll(() => page.names().slice(2)).toEqual(['pageview', 'not_found']);
    await tab.close();
  });
});
