import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openBrowser, type Browser } from './support/chromium.ts';
import { readEvents } from './support/collector.ts';
import { startDemo, type Demo } from './support/demo.ts';
import { request } from './support/request.ts';
import { openWatchedPage, type WatchedPage } from './support/watched-page.ts';

let demo: Demo;
let browser: Browser;

beforeAll(async () => {
  [demo, browser] = await Promise.all([startDemo(), openBrowser()]);
});

afterAll(async () => {
  await browser.close();
  await demo.close();
});

async function open(options: Parameters<typeof openWatchedPage>[2] = {}): Promise<WatchedPage> {
  const watched = await openWatchedPage(browser.context, demo.url, options);
  onTestFinished(() => watched.close());
  return watched;
}

/** Names of events that the journal has, without the sample. */
const storedNames = () =>
  readEvents(demo.data)
    .filter(({ site }) => site !== 'sample')
    .map(({ name }) => name);

describe('the page of the demo', () => {
  it('shows what happens as it is stored, under its own policy, without a word of complaint', async () => {
    const { page, faults } = await open();
    await page.goto(`${demo.url}/?search=red+shoes`);
    await page.locator('pre.latest', { hasText: '"search": "red shoes"' }).waitFor();
    const background = await page
      .locator('pre')
      .first()
      .evaluate((pre) => getComputedStyle(pre).backgroundColor);
    expect(background).toBe('rgb(242, 245, 246)');
    await page.fill('#search', 'blue shoes');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.locator('pre.latest', { hasText: '"search": "blue shoes"' }).waitFor();
    await page.click('[data-event="order"]');
    await page.locator('pre.latest', { hasText: '"revenue": 59.9' }).waitFor();
    expect(storedNames().filter((name) => name === 'order')).toHaveLength(1);
    const newest = page.locator('#events > li').first();
    expect(await newest.locator('summary').innerText()).toMatch(
      /^event\s+order localhost:\d+\/\?search=blue\+shoes\s+\w+\s+\d+:\d\d:\d\d/,
    );
    expect(faults).toEqual([]);
  });

  it('leads to the report, and knows no more of the sample than its link', async () => {
    const { page } = await open();
    await page.goto(demo.url);
    const links = await page
      .locator('a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links).toContain(demo.reportUrl);
    expect(links).toContain(`${demo.reportUrl}/sites/sample`);
    expect(await page.locator('#events', { hasText: '"site": "sample"' }).count()).toBe(0);
  });

  it('opens the newest event in place of the one before, and leaves alone what its reader opened', async () => {
    const { page } = await open();
    await page.goto(demo.url);
    await page.locator('pre.latest', { hasText: '"type": "pageview"' }).waitFor();
    await request(`${demo.url}/pixel.gif?e=one`);
    await page.locator('pre.latest', { hasText: '"name": "one"' }).waitFor();
    await request(`${demo.url}/pixel.gif?e=two`);
    await page.locator('pre.latest', { hasText: '"name": "two"' }).waitFor();
    expect(await page.locator('#events details[open]').count()).toBe(1);
    expect(await page.locator('pre.latest').count()).toBe(1);

    const one = page.locator('#events li', { hasText: '"name": "one"' });
    await one.locator('summary').click();
    await request(`${demo.url}/pixel.gif?e=three`);
    await page.locator('pre.latest', { hasText: '"name": "three"' }).waitFor();
    expect(await one.locator('details').getAttribute('open')).toBe('');
    expect(await one.locator('summary').evaluate((row) => row === document.activeElement)).toBe(
      true,
    );
  });

  it('explains a member of a record when its question mark is pressed, and no other', async () => {
    const { page } = await open();
    // The page's own view has come: no other event takes its place.
    await page.goto(`${demo.url}/?explained`);
    await page.locator('pre.latest', { hasText: '/?explained' }).waitFor();
    await page.locator('pre.latest').getByRole('button', { name: 'What is visitor_kind?' }).click();
    const notes = page.locator('.about:popover-open');
    expect(await notes.count()).toBe(1);
    expect(await notes.innerText()).toContain("Origin of visitor: the browser's cookie");
    await page.keyboard.press('Escape');
    expect(await notes.count()).toBe(0);
  });

  it('copies the tag; where the browser forbids it, the tag is selected', async () => {
    const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(demo.url);
    await page.getByRole('button', { name: 'Copy the tag' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const tag = `<script async src="${demo.url}/tag.js" data-site="my-site" data-localhost="on"></script>`;
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(tag);

    await page.reload();
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await page.getByRole('button', { name: 'Copy the tag' }).click();
    await page.getByRole('button', { name: 'Selected: press Ctrl+C' }).waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toBe(tag);
  });

  it('has an email whose opening and click are events, and not before', async () => {
    const { page, faults } = await open();
    await page.goto(demo.url);
    await page.locator('pre.latest', { hasText: '"site": "demo"' }).waitFor();
    const sent = page.locator('#sent summary .kind');
    expect(await sent.allInnerTexts()).toEqual([]);
    await page.click('.letter summary');
    await sent.getByText('open', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'See the red shoes' }).click();
    await sent.getByText('click', { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('#email');
    expect(await sent.allInnerTexts()).toEqual(['click', 'open']);
    expect(readEvents(demo.data).filter(({ message }) => message === 'red-shoes')).toMatchObject([
      { type: 'open', data: { customer: 1 }, token: { authentic: true } },
      { type: 'click', link: { position: 1, label: 'shoes' }, token: { authentic: true } },
    ]);
    expect(faults).toEqual([]);
  });

  it('is complete without script, and is counted by an image', async () => {
    const { page, faults } = await open({ javaScriptEnabled: false });
    // Pages that were left before may still tell how long they were seen.
    const views = () =>
      readEvents(demo.data).filter(({ site, type }) => site === 'demo' && type === 'pageview');
    const before = views().length;
    await page.goto(demo.url);
    await expect.poll(() => views().length).toBe(before + 1);
    await page.reload();
    await expect.poll(() => views().length).toBe(before + 2);
    expect(await page.locator('pre.latest').innerText()).toContain('"site": "demo"');
    await page.locator('#events summary').nth(1).click();
    expect(await page.locator('#events details[open]').count()).toBe(2);
    expect(await page.locator('[data-copy]').isVisible()).toBe(false);

    const opens = () => readEvents(demo.data).filter(({ type }) => type === 'open');
    const opened = opens().length;
    await page.click('.letter summary');
    await page.getByRole('link', { name: 'Show the picture' }).click();
    await expect.poll(() => opens().length).toBe(opened + 1);
    expect(faults).toEqual([]);
  });
});
