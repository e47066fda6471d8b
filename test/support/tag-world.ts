import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Event } from '@hitmark/collector';
import type { BrowserContext, Page } from 'playwright';
import { startCollector, type SeenRequest, type TestCollector } from './collector.ts';
import { startServer, type Certificate, type TestServer } from './server.ts';

/** A page that carries the tag, and how it is served. */
export interface PageOptions {
  /** The script tag's attributes. @defaultValue no engagement, so that only what is asked for arrives */
  readonly attributes?: string;
  /** HTML in front of the script tag. */
  readonly head?: string;
  readonly body?: string;
  readonly title?: string;
  /** @defaultValue one of its own */
  readonly path?: string;
  /** The whole page; `TAG` stands for the script tag, `COLLECTOR` for the collector's address. */
  readonly html?: string;
  /** `COLLECTOR` stands for the collector's address here too. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page that is served, and what its tag caused. Each has a site of its own, so that tests don't mix. */
export interface TagPage {
  readonly url: string;
  readonly site: string;
  /** Events of this page that are stored, in commit order. */
  events(): Partial<Event>[];
  /** Names of these events, or the types of those without a name. */
  names(): string[];
  /** Requests at the collector since the page was made, but for those of another site. */
  requests(): readonly SeenRequest[];
}

/** A collector and pages on another site, which has the tag's module at `/module.js` with any query. */
export interface TagWorld {
  readonly collector: TestCollector;
  readonly server: TestServer;
  /** Addresses that pages were asked for. */
  readonly asked: readonly string[];
  page(options?: PageOptions): TagPage;
  close(): Promise<void>;
}

/** Attributes that let the tag count in a driven browser, but only what the test does. */
export const plain = 'data-automated="on" data-engagement="off"';

/** @param file finds a script that pages load, by its path */
export async function startTagWorld(
  certificate?: Certificate,
  file: (path: string) => Buffer | null = () => null,
): Promise<TagWorld> {
  const collector = await startCollector({}, certificate);
  const address = collector.url('track.test');
  const pages = new Map<string, { body: string; headers: Readonly<Record<string, string>> }>();
  const asked: string[] = [];
  const module = readFileSync(new URL('../../packages/tag/dist/index.js', import.meta.url));
  const server = await startServer((request, response) => {
    asked.push(request.url ?? '');
    const script = request.url?.startsWith('/module.js') ? module : file(request.url ?? '');
    if (script !== null) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
      return;
    }
    const page = pages.get((request.url ?? '').replace(/\?.*/, ''));
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...page?.headers,
    });
    response.end(page?.body);
  }, certificate);

  return {
    collector,
    server,
    asked,
    page({
      attributes = plain,
      head = '',
      body = '',
      title = 'Page',
      html,
      headers = {},
      path: ownPath,
    } = {}) {
      const site = `s${pages.size}`;
      const path = ownPath ?? `/${site}`;
      const tag = `<script nonce="n1" src="${address}/tag.js" data-site="${site}" ${attributes}></script>`;
      const text =
        html ??
        `<!doctype html><html lang="en"><head>${head}<title>${title}</title>TAG</head><body>${body}</body></html>`;
      const fill = (template: string): string =>
        template.replaceAll('TAG', tag).replaceAll('COLLECTOR', address).replaceAll('SITE', site);
      pages.set(path, {
        body: fill(text),
        headers: Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name, fill(value)]),
        ),
      });
      const before = collector.hits.length;
      const events = (): Partial<Event>[] =>
        collector.events().filter((event) => event.site === site);
      return {
        url: `${server.url('site.test')}${path}`,
        site,
        events,
        names: () => events().map(({ type = '', name }) => name ?? type),
        requests: () =>
          collector.hits
            .slice(before)
            .filter(({ query }) => query.get('i')?.split(',').includes(site) ?? true),
      };
    },
    async close() {
      await server.close();
      await collector.close();
    },
  };
}

/** Messages of Firefox about what it refuses to load, which its driver reports like exceptions of the page. */
const refusal = /^(The page’s settings blocked|Content at .* may not load)/;

/** A tab, and what its pages threw. */
export type Tab = Page & { readonly errors: string[] };

/** Opens an address in a new tab and waits until the network is idle. */
export async function openTab(context: BrowserContext, url: string): Promise<Tab> {
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => {
    if (!refusal.test(message)) errors.push(message);
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  return Object.assign(page, { errors });
}

/** Waits until exactly these are stored of a page. */
export async function expectNames(page: TagPage, names: readonly string[]): Promise<void> {
  await expect.poll(() => page.names()).toEqual(names);
}

/** Runs a command of the page's tag. */
export function command(tab: Page, ...args: readonly unknown[]): Promise<void> {
  return tab.evaluate((input) => {
    const { hitmark } = window as unknown as { hitmark: (...all: unknown[]) => void };
    hitmark(...input);
  }, args);
}

/**
 * Waits until exactly these are stored, and then a last event: nothing else was under way. It is recorded once they
 * have arrived, as requests overtake one another.
 */
export async function expectOnly(
  page: TagPage,
  tab: Page,
  names: readonly string[],
): Promise<void> {
  await expectNames(page, names);
  await command(tab, 'event', 'end');
  await expectNames(page, [...names, 'end']);
}
