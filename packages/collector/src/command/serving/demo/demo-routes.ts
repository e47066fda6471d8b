import { Router } from '@koa/router';
import type { Context } from 'koa';
import type { Options } from '../../../configuration/index.ts';
import { pageHeaders } from '../../../pages/page-headers.ts';
import type { Page } from '../../../pages/write-page.ts';
import { createReadOrigin } from '../../../pipeline/request/origin-facts.ts';
import { readHead } from '../../../routes/node-request.ts';
import { authorityOf, ownHostOnly } from '../../../routes/own-host-only.ts';
import { isSecure, senderLinks } from '../../links/sender-links.ts';
import type { DebugHits } from '../debug-hits.ts';
import { demoLists, demoPage } from '../demo-page.ts';
import { loadDemoScript } from './frame.ts';
import { hitsPage, readShownHits } from './hits-page.ts';
import { lastSequence, latestEvents } from './latest-events.ts';
import { letterLinks } from './letter.ts';

/** Number of events of `/demo/events`. */
const listedEvents = 20;

/** Data that the demo's pages show. */
export interface DemoData {
  readonly debugHits: Pick<DebugHits, 'hits' | 'count'>;
  /** Address of the report's page; null: the report does not run, or not yet. */
  readonly reportUrl: string | null;
}

/** Creates the routes that show events or make links. They answer only under our own host names. */
export function demoRoutes(options: Options, data: DemoData): Router {
  const router = new Router();
  const readOrigin = createReadOrigin(options);
  const script = loadDemoScript();
  router.use(ownHostOnly(options), async (context, next) => {
    context.set(pageHeaders());
    await next();
  });
  router.get('/', (context: Context) => {
    const { https } = readOrigin(readHead(context.req, Date.now()));
    const requestOrigin = `${https ? 'https' : 'http'}://${authorityOf(context, options)}`;
    const collector = options.publicUrl?.replace(/\/$/, '') ?? requestOrigin;
    const links = senderLinks({ ...options, publicUrl: collector });
    const letter = letterLinks(links, `${collector}/#email`, isSecure(collector), Date.now());
    const { reportUrl } = data;
    const { events } = latestEvents(options.data);
    writePage(context, demoPage({ collector, letter, reportUrl, events }, script));
  });
  router.get('/demo/latest', (context: Context) => {
    if (isKnown(context, lastSequence(options.data))) return;
    context.type = 'html';
    context.body = demoLists(latestEvents(options.data).events);
  });
  router.get('/demo/events', (context: Context) => {
    const { events } = latestEvents(options.data, listedEvents);
    context.type = 'json';
    context.body = JSON.stringify(events.map(({ json }) => json));
  });
  router.get('/debug/hits', (context: Context) => {
    const { debugHits, reportUrl } = data;
    context.vary('Accept');
    const isPage = context.query['format'] !== 'json' && context.accepts('json', 'html') === 'html';
    if (!isPage) {
      context.body = debugHits.hits;
      return;
    }
    if (isKnown(context, debugHits.count())) return;
    const hits = readShownHits(context.query['show']);
    writePage(context, hitsPage(debugHits, hits, reportUrl, script));
  });
  return router;
}

function writePage(context: Context, { headers, html }: Page): void {
  context.set(headers);
  context.body = html;
}

/**
 * Answers 304 if the page's script has this version already; true: it did. Koa's own `fresh` can't be used: it is
 * false for the script's requests, whose headers forbid caching.
 */
function isKnown(context: Context, version: number): boolean {
  const tag = `"${process.pid}-${version}"`;
  context.set('etag', tag);
  if (context.get('if-none-match') !== tag) return false;
  context.status = 304;
  return true;
}
