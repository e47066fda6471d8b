import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly } from './support/tag-world.ts';

const setup = useTagWorld();
const { open } = setup;

/** Values that a page passes by mistake: neither text nor number. */
const noNames: readonly [name: string, value: unknown][] = [
  ['undefined', undefined],
  ['null', null],
  ['NaN', Number.NaN],
  ['nothing', ''],
  ['an object', {}],
  ['a list', ['a']],
  ['true', true],
];

describe('identify', () => {
  it.each(noNames)('of %s names nobody, and signs out who was named', async (_name, value) => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'identify', 'ada');
    await command(tab, 'event', 'in');
    await command(tab, 'identify', value);
    await expectOnly(page, tab, ['pageview', 'in']);
    expect(page.events().map(({ user }) => user)).toEqual([undefined, 'ada', undefined]);
    await tab.close();
  });

  it('takes numbers, 0 too', async () => {
    const page = setup.world.page({
      head: `<script>hitmark = (...all) => { hitmark.q.push(all) }; hitmark.q = []; hitmark('identify', 0)</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await command(tab, 'identify', 42);
    await expectOnly(page, tab, ['pageview']);
    expect(page.events().map(({ user }) => user)).toEqual(['0', '42']);
    await tab.close();
  });
});

describe('event and search', () => {
  it.each(noNames)('without a name do nothing: %s', async (_name, value) => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await command(tab, 'event', value, { n: 1 });
    await command(tab, 'search', value);
    await command(tab, 'event');
    await command(tab, 'search');
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });

  it('take a number for a name', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await command(tab, 'event', 404);
    await command(tab, 'search', 42);
    await expectOnly(page, tab, ['pageview', '404', 'search']);
    expect(page.events()[2]?.search).toBe('42');
    await tab.close();
  });
});

describe('data', () => {
  it('that cannot be sent is left out, and the rest arrives', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await tab.evaluate(() => {
      const circle: Record<string, unknown> = {};
      circle['self'] = circle;
      const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
      hitmark('event', 'odd', {
        first: 1,
        big: BigInt(7),
        circle,
        get broken() {
          throw new Error('getter');
        },
        deepBroken: {
          get inside() {
            throw new Error('getter');
          },
        },
        node: document.body,
        window,
        symbol: Symbol('s'),
        run: () => {},
        map: new Map([[1, 2]]),
        nan: Number.NaN,
        none: null,
        missing: undefined,
        date: new Date(0),
        url: new URL('https://a.test/'),
        list: [1, 'a'],
        object: { a: { b: 1 } },
        last: 'x',
      });
    });
    await expectOnly(page, tab, ['pageview', 'odd']);
    expect(page.events()[1]?.data).toEqual({
      first: '1',
      date: '1970-01-01T00:00:00.000Z',
      url: 'https://a.test/',
      list: '[1,"a"]',
      object: '{"a":{"b":1}}',
      last: 'x',
    });
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it.each([
    ['a text', 'text'],
    ['a number', 7],
    ['null', null],
    ['a list', []],
  ])('that is %s is none, and the event arrives', async (_name, data) => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await command(tab, 'event', 'x', data);
    await expectOnly(page, tab, ['pageview', 'x']);
    expect(page.events()[1]?.data).toBeUndefined();
    await tab.close();
  });

  it('nobody meant, a window or a node, costs nothing else', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await tab.evaluate(() => {
      const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
      hitmark('event', 'node', document.body);
      hitmark('event', 'map', new Map([['a', 1]]));
      hitmark('event', 'run', () => {});
    });
    await expectOnly(page, tab, ['pageview', 'node', 'map', 'run']);
    await tab.close();
  });
});
