import { existsSync, readFileSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright';
import { built, installPages } from '../pages/install.ts';
import { openBrowser } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';

// What a tag costs the page it is in: time of the main thread in Chromium at load, and for each scroll, move of
// the pointer and click, beside two others from npm. All in turns in one run, medians, less what the page
// takes without any: `pnpm bench tag-cost [rounds]`.

const rounds = Number(process.argv[2] ?? 7);
const actions = 200;

installPages();
const tag = readFileSync(new URL('../../packages/tag/dist/tag.js', import.meta.url));
const server = await startServer((request, response) => {
  const url = request.url ?? '';
  const path = `${built}${url.replace(/\?.*/, '')}`;
  if (url.startsWith('/tag.js')) response.setHeader('content-type', 'text/javascript').end(tag);
  else if (url.startsWith('/npm/') && existsSync(path)) {
    response.setHeader('content-type', 'text/javascript').end(readFileSync(path));
  } else if (url.startsWith('/page'))
    response.setHeader('content-type', 'text/html').end(page(url));
  else response.writeHead(204).end();
});

const tags: Readonly<Record<string, string>> = {
  none: '',
  hitmark:
    '<script src="/tag.js" data-site="acme" data-automated="on" data-localhost="on"></script>',
  '@plausible-analytics/tracker': `<script type="module">
    import { init } from '/npm/plausible.js';
    Object.defineProperty(navigator, 'webdriver', { value: false });
    init({ domain: 'site.test', endpoint: '/event', captureOnLocalhost: true, outboundLinks: true, fileDownloads: true, formSubmissions: true })</script>`,
  '@amplitude/analytics-browser': `<script src="/npm/amplitude.js"></script><script>
    amplitude.init('key', { serverUrl: location.origin + '/event', autocapture: true, remoteConfig: { fetchRemoteConfig: false } })</script>`,
};

function page(url: string): string {
  const name = decodeURIComponent(url.split('?')[1] ?? 'none');
  return `<!doctype html><title>Page</title>${tags[name]}<button>Go</button>
    ${'<p>text <a href="#x">link</a></p>'.repeat(500)}`;
}

interface Cost {
  readonly load: number;
  readonly scroll: number;
  readonly move: number;
  readonly click: number;
}

const costs = new Map<string, Cost[]>(Object.keys(tags).map((name) => [name, []]));
const browser = await openBrowser();
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, list] of costs) {
    const cost = await measure(name);
    // The first round is for the browser's caches.
    if (round > 0) list.push(cost);
  }
}
await browser.close();
await server.close();
print();

/** Time of scripts and layout, ms. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const names = ['ScriptDuration', 'LayoutDuration', 'RecalcStyleDuration'];
  let sum = 0;
  for (const { name, value } of metrics) if (names.includes(name)) sum += value * 1000;
  return sum;
}

async function measure(name: string): Promise<Cost> {
  const tab = await browser.context.newPage();
  const session = await tab.context().newCDPSession(tab);
  await session.send('Performance.enable');
  await tab.goto(`${server.url('site.test')}/page?${encodeURIComponent(name)}`, {
    waitUntil: 'networkidle',
  });
  const load = await busy(session);
  const each = async (act: (tab: Page) => Promise<unknown>): Promise<number> => {
    const before = await busy(session);
    await act(tab);
    return (((await busy(session)) - before) * 1000) / actions;
  };
  const scroll = await each((it) =>
    it.evaluate(async (count) => {
      for (let index = 0; index < count; index += 1) {
        scrollBy(0, index % 2 === 0 ? 40 : -39);
        await new Promise(requestAnimationFrame);
      }
    }, actions),
  );
  const move = await each(async ({ mouse }) => {
    await mouse.move(1, 1);
    await mouse.move(400, 400, { steps: actions });
  });
  const click = await each((it) =>
    it.evaluate((count) => {
      const button = document.querySelector('button');
      for (let index = 0; index < count; index += 1) button?.click();
    }, actions),
  );
  await tab.close();
  return { load, scroll, move, click };
}

function print(): void {
  const keys = ['load', 'scroll', 'move', 'click'] as const;
  const median = (name: string, key: keyof Cost): number => {
    const values = (costs.get(name) ?? []).map((cost) => cost[key]).toSorted((a, b) => a - b);
    return values[Math.floor(values.length / 2)] ?? Number.NaN;
  };
  const own = (name: string, key: keyof Cost): number => median(name, key) - median('none', key);
  console.log('main thread, beyond the page without any tag (ratio to hitmark)');
  console.log(`${''.padEnd(30)}  load, ms         per scroll, µs   per move, µs     per click, µs`);
  for (const name of Object.keys(tags).slice(1)) {
    const cells = keys.map((key) => {
      const ratio = own(name, key) / Math.max(own('hitmark', key), 0.1);
      return `${own(name, key).toFixed(1).padStart(7)} (${ratio.toFixed(1)})`.padEnd(17);
    });
    console.log(`${name.padEnd(30)}${cells.join('')}`);
  }
  const bare = keys.map((key) => median('none', key).toFixed(1).padStart(7).padEnd(17)).join('');
  console.log(`${'the page itself'.padEnd(30)}${bare}`);
}
