import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly, openTab, plain } from './support/tag-world.ts';

const setup = useTagWorld({ https: true, browsers: { 'with GPC': { gpc: true } } });
const { open } = setup;

const dnt = `<script>Object.defineProperty(navigator, 'doNotTrack', { value: '1' })</script>`;
const stored = () => Object.keys(localStorage).concat(Object.keys(sessionStorage));

describe('a browser that asks not to be tracked', () => {
  it.each([
    ['GPC', () => setup.browserOf('with GPC'), ''],
    ['DNT', () => setup.browser, dnt],
  ])(
    'by %s is counted by a flag in the hit, without visitor, user or storage',
    async (_name, get, head) => {
      const page = setup.world.page({ head });
      const tab = await openTab(get().context, `${page.url}?hm_click=abc`);
      await command(tab, 'identify', 'ada');
      await expectOnly(page, tab, ['pageview']);
      for (const request of page.requests()) {
        expect(request.query.get('q')).toBe('1');
        expect(request.query.has('n')).toBe(false);
        expect(request.query.has('c')).toBe(false);
      }
      for (const event of page.events()) {
        expect(event).not.toHaveProperty('visitor');
        expect(event).not.toHaveProperty('user');
      }
      expect(await tab.evaluate(stored)).toEqual([]);
      await tab.close();
    },
  );

  it('stores nothing when the collector is down either', async () => {
    const page = setup.world.page({ head: dnt });
    setup.world.collector.interrupt((request) => request.socket.destroy());
    const tab = await open(page.url);
    await expect.poll(() => page.requests().length).toBeGreaterThan(1);
    expect(await tab.evaluate(stored)).toEqual([]);
    await tab.close();
  });

  it('is counted like others where data-signals is off', async () => {
    const page = setup.world.page({ head: dnt, attributes: `${plain} data-signals="off"` });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    expect(page.requests()[0]?.query.has('q')).toBe(false);
    expect(page.events()[0]?.visitor).toBeDefined();
    await tab.close();
  });
});

describe('data-consent="wait"', () => {
  const waiting = { attributes: `${plain} data-consent="wait"` };

  it('holds everything, and stores nothing, until the person has answered', async () => {
    const page = setup.world.page(waiting);
    const tab = await open(page.url);
    await command(tab, 'event', 'held');
    await tab.waitForLoadState('networkidle');
    expect(page.requests()).toEqual([]);
    expect(await tab.evaluate(stored)).toEqual([]);
    await tab.close();
    const control = setup.world.page();
    await (await open(control.url)).close();
    await expectNames(control, ['pageview']);
    expect(page.requests()).toEqual([]);
  });

  it('lets all go when consent is granted', async () => {
    const page = setup.world.page(waiting);
    const tab = await open(page.url);
    await command(tab, 'event', 'held');
    await command(tab, 'consent', true);
    await expectOnly(page, tab, ['pageview', 'held']);
    expect(page.events()).toMatchObject([
      { consent: 'granted' },
      { consent: 'granted' },
      { consent: 'granted' },
    ]);
    expect(page.events()[0]?.visitor).toBeDefined();
    await tab.close();
  });

  it('counts without visitor, user and storage when consent is denied', async () => {
    const page = setup.world.page(waiting);
    const tab = await open(page.url);
    await command(tab, 'identify', 'ada');
    await command(tab, 'consent', false);
    await expectOnly(page, tab, ['pageview']);
    for (const event of page.events()) {
      expect(event.consent).toBe('denied');
      expect(event).not.toHaveProperty('visitor');
      expect(event).not.toHaveProperty('user');
    }
    expect(page.requests().some(({ query }) => query.has('n'))).toBe(false);
    expect(await tab.evaluate(stored)).toEqual([]);
    await tab.close();
  });
});

describe('an answer', () => {
  const waiting = `${plain} data-consent="wait"`;

  it('that is neither a clear yes nor a clear no keeps all hits waiting', async () => {
    const page = setup.world.page({ attributes: waiting });
    const tab = await open(page.url);
    for (const value of [
      undefined,
      null,
      '',
      'true',
      'false',
      'yes',
      'no',
      '1',
      '0',
      1,
      0,
      {},
      [],
    ]) {
      await command(tab, 'consent', value);
    }
    expect(await tab.evaluate(stored)).toEqual([]);
    await command(tab, 'consent', 'granted');
    await expectNames(page, ['pageview']);
    expect(page.requests()).toHaveLength(1);
    expect(page.events()[0]?.consent).toBe('granted');
    await tab.close();
  });

  it.each([
    [true, 'granted'],
    ['granted', 'granted'],
    [false, 'denied'],
    ['denied', 'denied'],
  ])('%s is %s', async (value, consent) => {
    const page = setup.world.page({ attributes: waiting });
    const tab = await open(page.url);
    await command(tab, 'consent', value);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.consent).toBe(consent);
    await tab.close();
  });

  it.each([
    ['granted', 'granted'],
    ['1', 'granted'],
    ['denied', 'denied'],
    ['0', 'denied'],
  ])('of the attribute: %s is %s', async (value, consent) => {
    const page = setup.world.page({ attributes: `${plain} data-consent="${value}"` });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.consent).toBe(consent);
    await tab.close();
  });

  it.each(['true', 'false', 'yes', '', 'constructor', 'GRANTED '])(
    'of the attribute that nobody knows waits, and the log says so: "%s"',
    async (value) => {
      const page = setup.world.page({ attributes: `${plain} data-debug data-consent="${value}"` });
      const tab = await setup.browser.context.newPage();
      const lines: string[] = [];
      tab.on('console', (message) => lines.push(message.text()));
      await tab.goto(page.url, { waitUntil: 'networkidle' });
      await expect.poll(() => lines.join('\n')).toContain('held: consent');
      expect(lines[0]).toBe(`hitmark unknown consent, so all waits: ${value}`);
      expect(page.requests()).toEqual([]);
      await command(tab, 'consent', true);
      await expectNames(page, ['pageview']);
      await tab.close();
    },
  );

  it('that takes consent back deletes what was kept, and names nobody any more', async () => {
    const page = setup.world.page({ attributes: `${plain} data-consent="granted"` });
    setup.world.collector.interrupt((request) => request.socket.destroy());
    const tab = await open(page.url);
    await command(tab, 'identify', 'ada');
    await expect.poll(() => tab.evaluate(stored)).toEqual(['hitmark']);
    setup.world.collector.interrupt(null);
    await command(tab, 'consent', false);
    expect(await tab.evaluate(stored)).toEqual([]);
    await command(tab, 'event', 'end');
    await expectNames(page, ['end']);
    expect(page.events()[0]).not.toHaveProperty('user');
    await tab.close();
  });
});

describe('the opt-out', () => {
  it('is an item in local storage that keeps the tag silent', async () => {
    const page = setup.world.page({ head: '<script>localStorage.hitmarkOff = 1</script>' });
    const tab = await open(page.url);
    await command(tab, 'event', 'no');
    await tab.waitForLoadState('networkidle');
    expect(page.requests()).toEqual([]);
    await tab.evaluate(() => localStorage.clear());
    await tab.close();
  });
});

describe('values in addresses', () => {
  it.each([
    ['token=abc', 'token=*'],
    ['access_token=1', 'access_token=*'],
    ['PHPSESSID=1', 'PHPSESSID=*'],
    ['password=1', 'password=*'],
    ['api_key=1', 'api_key=*'],
    ['email=1', 'email=*'],
    ['x=ada%40example.org', 'x=*'],
    ['x=ada@example.org', 'x=*'],
    ['x=f47ac10b-58cc-4372-a567-0e02b2c3d479', 'x=*'],
    ['x=eyJhbGciOiJIUzI1NiJ9.e30.abc-def', 'x=*'],
    ['x=Ab3dEf6hIj9lMn2pQr5t', 'x=*'],
    ['user[password]=1', 'user[password]=*'],
    ['user%5Bpassword%5D=1', 'user%5Bpassword%5D=*'],
    ['token[]=1&token%5B%5D=2&token+=3', 'token[]=*&token%5B%5D=*&token+=*'],
    ['code=abc', 'code=*'],
    ['auth=Bearer+x', 'auth=*'],
    ['x=Bearer+eyJhbGciOiJIUzI1NiJ9.e30.abc-def', 'x=*'],
    ['token=*;rest', 'token=*'],
    ['a=1;sid=2;b=3', 'a=1;sid=*;b=3'],
    ['next=https%3A%2F%2Fa.test%2F%3Ftoken%3Dabc', 'next=*'],
    ['gclid=abc&fbclid=1&msclkid=2&ttclid=3', 'gclid=*&fbclid=*&msclkid=*&ttclid=*'],
    ['a=1&token=abc&b=2', 'a=1&token=*&b=2'],
  ])('that look secret are starred: %s', async (query, expected) => {
    const page = setup.world.page();
    const tab = await open(`${page.url}?${query}`);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.url).toBe(`${page.url}?${expected}`);
    await tab.close();
  });

  it.each([
    'page=2',
    'keyword=shoes',
    'author=ada',
    'q=red+shoes',
    'product=iphone-15-pro-max-titanium',
    'utm_campaign=Spring2026SaleForNewCustomers',
    'date=2026-11-22',
    'zipcode=8000',
    'next=https%3A%2F%2Fa.test%2F%3Fpage%3D2',
    'UTM_Source=Spring2026SaleForNewCustomers',
    'ref=news&source=app',
    'tokens=3',
  ])('that look harmless stay: %s', async (query) => {
    const page = setup.world.page();
    const tab = await open(`${page.url}?${query}`);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.url).toBe(`${page.url}?${query}`);
    await tab.close();
  });

  it('are starred behind # and in the referrer too', async () => {
    const page = setup.world.page();
    const before = setup.world.page({ path: '/before' });
    const tab = await open(`${before.url}?session=1`);
    await tab.evaluate((url) => {
      location.href = url;
    }, `${page.url}#access_token=abc`);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]).toMatchObject({
      url: `${page.url}#access_token=*`,
      referrer: `${before.url}?session=*`,
    });
    await tab.close();
  });

  it('follow the lists of data-keep and data-drop', async () => {
    const page = setup.world.page({
      attributes: `${plain} data-keep="key,sid" data-drop="name,city"`,
    });
    const tab = await open(`${page.url}?key=1&name=ada&city=x&token=2`);
    await expectNames(page, ['pageview']);
    // What leaves the browser: the collector has a list of its own.
    expect(page.requests()[0]?.query.get('u')).toBe(`${page.url}?key=1&name=*&city=*&token=*`);
    await tab.close();
  });
});

describe('hm_click', () => {
  it.each([
    ['?hm_click=abc-1', ''],
    ['?hm_click=abc-1&x=1', '?x=1'],
    ['?x=1&hm_click=abc-1', '?x=1'],
    ['?x=%20&hm_click=abc-1&y=2#z', '?x=%20&y=2#z'],
  ])('is forwarded with each hit and removed from the address bar: %s', async (query, rest) => {
    const page = setup.world.page();
    const tab = await open(`${page.url}${query}`);
    await expectOnly(page, tab, ['pageview']);
    expect(page.requests().map((request) => request.query.get('c'))).toEqual(['abc-1', 'abc-1']);
    expect(page.events()[0]?.url).toBe(`${page.url}${rest}`);
    expect(tab.url()).toBe(`${page.url}${rest}`);
    await tab.close();
  });

  it('stays in the address bar where data-click says keep', async () => {
    const page = setup.world.page({ attributes: `${plain} data-click="keep"` });
    const tab = await open(`${page.url}?hm_click=abc`);
    await expectNames(page, ['pageview']);
    expect(tab.url()).toBe(`${page.url}?hm_click=abc`);
    await tab.close();
  });
});

describe('data-sample', () => {
  it('counts nobody at 0, and sends the weight of those it counts', async () => {
    const none = setup.world.page({ attributes: `${plain} data-sample="0"` });
    const some = setup.world.page({
      attributes: `${plain} data-sample="0.25"`,
      head: '<script>Math.random = () => 0.2</script>',
    });
    const others = setup.world.page({
      attributes: `${plain} data-sample="0.25"`,
      head: '<script>Math.random = () => 0.3</script>',
    });
    for (const { url } of [none, others, some]) await (await open(url)).close();
    await expectNames(some, ['pageview']);
    expect(some.events()[0]?.weight).toBe(4);
    expect([...none.requests(), ...others.requests()]).toEqual([]);
  });
});
