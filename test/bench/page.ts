import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startReport, type Report } from '@hitmark/report';
import { chromium, type Browser, type Page } from 'playwright';
import { eventObject } from '../measure/report/event-json.ts';
import { benchEvents, dayMs, days, sites, startMs } from '../measure/report/events.ts';
import { findChromium } from '../support/find-chromium.ts';

// A site's page with many events behind it, as `serve` has it, in Chromium on a processor that is slowed down:
// when its parts are there, and when it has answered to a click made as early as can be:
// `pnpm bench page [--events 1000000] [--slowdown 4] [--rounds 7]`.

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    slowdown: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '7' },
  },
});
const [total, slowdown, rounds] = [values.events, values.slowdown, values.rounds].map(Number) as [
  number,
  number,
  number,
];

console.log(
  `${total.toLocaleString('en')} events of ${sites.length} sites over ${days} days; processor ${slowdown} × slower; ` +
    `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}`,
);
const folder = mkdtempSync(join(tmpdir(), 'hitmark-bench-page-'));
const report = await startFilled();
const word = createServer((_request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<p>hello');
}).listen(0, '127.0.0.1');
await once(word, 'listening');
const browser = await chromium.launch({ executablePath: findChromium() ?? '' });
const all: Moments[] = [];
for (let round = 0; round < rounds; round += 1) {
  const { moments, link } = await visit(browser);
  const empty = { 'first paint of a page of one word, for comparison': await paintEmpty(browser) };
  all.push({ ...moments, ...empty, interactive: await clickEarly(browser, link) });
}
await browser.close();
word.close();
await report.close();
rmSync(folder, { recursive: true, force: true });
print(all);

/** Moments of a page, in ms since its address was opened. */
type Moments = Readonly<Record<string, number>>;

/** A place in the window, px. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Starts a report as `serve` does, and waits until all events are in its store. */
async function startFilled(): Promise<Report> {
  const eventAt = benchEvents(total);
  const silent = { info() {}, warn: console.error, error: console.error };
  const started = await startReport({
    source: {
      id: 'bench',
      read: (after, limit) =>
        Array.from({ length: Math.min(limit, total - after) }, (_none, place) => ({
          sequence: after + place + 1,
          event: JSON.stringify(eventObject(after + place, eventAt(after + place))),
        })),
    },
    folder,
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    token: null,
    accounts: [],
    memoryLimit: '512MB',
    threads: cpus().length,
    timeoutMs: 30_000,
    ownHosts: [],
    dataColumns: [],
    openOnLoopback: true,
    persons: false,
    now: () => startMs + days * dayMs - 1,
    log: silent,
  });
  while ((await started.status()).cursor < total) await wait(100);
  return started;
}

/** Opens an empty page on a slowed processor, in a profile that has never seen the report. */
async function openSlowed(own: Browser): Promise<Page> {
  const context = await own.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return page;
}

/**
 * Clicks where the link to another period will be, again and again from the first moment; returns when the page's
 * script has answered.
 */
async function clickEarly(own: Browser, { x, y }: Point): Promise<number> {
  const page = await openSlowed(own);
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('main[aria-busy]') === null) return;
      Object.assign(globalThis, { answered: performance.now() });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['aria-busy'] });
  });
  await page.goto(`${report.url}/sites/${sites[0]}`, { waitUntil: 'commit' });
  for (;;) {
    await page.mouse.click(x, y);
    const ms = await page.evaluate(() => Number(Reflect.get(globalThis, 'answered') ?? 0));
    if (ms > 0) {
      await page.context().close();
      return ms;
    }
  }
}

/** Opens a page of one word in the same way; returns when it was painted. */
async function paintEmpty(own: Browser): Promise<number> {
  const page = await openSlowed(own);
  const { port } = word.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  const paint = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  const ms = Number(await paint.jsonValue());
  await page.context().close();
  return ms;
}

/** Opens the page once, and notes when each part has come, and where the link to another period stands. */
async function visit(own: Browser): Promise<{ moments: Moments; link: Point }> {
  const page = await openSlowed(own);
  await page.addInitScript(() => {
    const moments: Record<string, number> = {};
    const note = (name: string): void => void (moments[name] ??= performance.now());
    Object.assign(globalThis, { moments });
    new MutationObserver(() => {
      // The script stands before the body.
      if (document.body !== null) note('script has run');
      if (document.querySelector('.controls')) note('frame');
      if (document.querySelector('.tiles')) note('tiles');
      if (document.querySelector('.figure-chart')) note('chart');
      for (const head of document.querySelectorAll('.panel h2[id]')) note(`panel ${head.id}`);
    }).observe(document, { childList: true, subtree: true });
    addEventListener('DOMContentLoaded', () => note('whole page'));
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) {
        moments['last long task ends'] = startTime + duration;
        moments['longest task (its length)'] = Math.max(
          moments['longest task (its length)'] ?? 0,
          duration,
        );
      }
    }).observe({ type: 'longtask', buffered: true });
  });
  const response = await page.goto(`${report.url}/sites/${sites[0]}`);
  // So long after the page has come its last long task has ended: what is measured are times before.
  await page.waitForTimeout(500);
  const moments: Moments = await page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return {
      'first paint': paint?.startTime ?? 0,
      ...(globalThis as unknown as { moments: Record<string, number> }).moments,
    };
  });
  const firstByte = response?.request().timing().responseStart ?? 0;
  const box = await page.locator('.controls.roomy').getByText('7 days').boundingBox();
  await page.context().close();
  if (box === null) throw new Error('the page shows no link to 7 days');
  return {
    moments: { ...moments, 'first byte': firstByte },
    link: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
  };
}

function print(visits: readonly Moments[]): void {
  const names = [...new Set(visits.flatMap((moments) => Object.keys(moments)))];
  const rows = names.map((name) => {
    const times = visits.flatMap((moments) => moments[name] ?? []).toSorted((a, b) => a - b);
    return { name, median: times[Math.floor(times.length / 2)] ?? 0, slowest: times.at(-1) ?? 0 };
  });
  console.log(
    `\nms since the address was opened, of ${visits.length} visits`.padEnd(53),
    'median  slowest',
  );
  for (const { name, median, slowest } of rows.toSorted((a, b) => a.median - b.median)) {
    console.log(name.padEnd(52), median.toFixed(0).padStart(6), slowest.toFixed(0).padStart(8));
  }
}
