import { describe, expect, it } from 'vitest';
import { useTagWorld } from './support/tag-fixture.ts';
import { command, expectNames, expectOnly, plain } from './support/tag-world.ts';

const setup = useTagWorld();
const { open } = setup;

describe('forms', () => {
  const form = `<script>addEventListener('submit', (event) => event.preventDefault())</script>
    <form id="newsletter"><input name="id" value="secret"><button>Send</button></form>`;

  it('that are sent are events with their id, and nothing that was typed', async () => {
    const page = setup.world.page({ body: form });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('button');
    await expectOnly(page, tab, ['pageview', 'form']);
    expect(page.events()[1]?.data).toEqual({ form: 'newsletter' });
    expect(JSON.stringify(page.events())).not.toContain('secret');
    await tab.close();
  });

  it('are none where data-forms is off', async () => {
    const page = setup.world.page({ body: form, attributes: `${plain} data-forms="off"` });
    const tab = await open(page.url);
    await tab.click('button');
    await expectOnly(page, tab, ['pageview']);
    await tab.close();
  });
});

describe('data-hitmark-event', () => {
  it('is an event when an element is clicked, also one added later, and keeps the click alive', async () => {
    const page = setup.world.page({ body: '<main></main>' });
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
    const page = setup.world.page({
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
    const page = setup.world.page({
      body: `<p></p><script>document.querySelector('p').attachShadow({ mode: 'open' }).innerHTML = '<button data-hitmark-event="deep">x</button>'</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    await tab.click('button');
    await expectNames(page, ['pageview', 'deep']);
    await tab.close();
  });
});

describe('commands', () => {
  it('identify the user of later hits, also before the tag came', async () => {
    const page = setup.world.page({
      head: `<script>hitmark=function(){hitmark.q.push(arguments)};hitmark.q=[];hitmark('identify','ada')</script>`,
    });
    const tab = await open(page.url);
    await expectNames(page, ['pageview']);
    expect(page.events()[0]?.user).toBe('ada');
    await tab.close();
  });

  it('that do not exist, or are no commands, change nothing', async () => {
    const page = setup.world.page();
    const tab = await open(page.url);
    await command(tab, 'fly');
    await command(tab, 'toString');
    await command(tab);
    await expectOnly(page, tab, ['pageview']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });

  it('pass data on as text', async () => {
    const page = setup.world.page();
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
    const page = setup.world.page({
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

  it.each([
    ['is missing', ''],
    ['is an element with that id', '<form id="check"></form>'],
    ['is several elements', '<i id="check"></i><i id="check"></i>'],
    ['is a text', '<script>window.check = "text"</script>'],
    ['throws', '<script>function check() { throw new Error("no") }</script>'],
  ])('sends nothing where the function %s', async (_name, head) => {
    const page = setup.world.page({ attributes: `${plain} data-before-send="check"`, head });
    const tab = await open(page.url);
    await command(tab, 'event', 'x');
    await command(tab, 'consent', true);
    // Another tag's hit has arrived since.
    const other = setup.world.page();
    const next = await open(other.url);
    await expectNames(other, ['pageview']);
    expect(page.requests()).toEqual([]);
    expect(tab.errors).toEqual([]);
    await next.close();
    await tab.close();
  });

  it('that throws loses that hit, and neither the next one nor what the tag listens to', async () => {
    const page = setup.world.page({
      attributes: `${plain} data-before-send="check" data-event="bad"`,
      head: `<script>function check(hit) { if (hit.e === 'bad') throw new Error('no'); return hit }</script>`,
      body: `<button data-hitmark-event="good">Go</button>`,
    });
    const tab = await open(page.url);
    await tab.click('button');
    await command(tab, 'event', 'bad');
    await expectOnly(page, tab, ['pageview', 'good']);
    expect(tab.errors).toEqual([]);
    await tab.close();
  });
});
