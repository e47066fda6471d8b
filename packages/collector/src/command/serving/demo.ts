import { dirname } from 'node:path';
import { parseEvent } from '@hitmark/codec/event';
import { Router } from '@koa/router';
import type { Context } from 'koa';
import { openJournalReader } from '../../journal/index.ts';
import type { Options } from '../../configuration/index.ts';
import { pageHeaders } from '../../pages/page-headers.ts';
import { createReadOrigin } from '../../pipeline/request/origin-facts.ts';
import { readHead } from '../../routes/node-request.ts';
import { authorityOf, ownHostOnly } from '../../routes/own-host-only.ts';
import { createDebugHits } from './debug-hits.ts';
import { demoKey } from './demo-key.ts';
import { demoPage, scriptTag } from './demo-page.ts';
import { addSample } from '../reports/add-sample.ts';
import { sampleSite } from '../reports/sample-site.ts';
import { readArguments } from '../read-arguments.ts';
import { runCollector, type Running } from './run-collector.ts';
import { senderLinks } from '../links/sender-links.ts';
import { nextSignal, orphaned } from './signals.ts';

/** How many events the demo page shows. */
const shownEvents = 20;

/** `hitmark demo`: a collector with a page to try it on. */
export async function demo(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  // What happens is shown on the page; logs only where something is wrong.
  const logLevel = options.logLevel === 'info' ? 'warn' : options.logLevel;
  const keys = options.links.keys.length > 0 ? options.links.keys : [demoKey(options.data)];
  const demoOptions = { ...options, logLevel, links: { ...options.links, keys } } as const;
  const end = Promise.race([nextSignal(), orphaned()]);
  const { hooks, hits } = createDebugHits(demoOptions);
  const isReported = options.report.enabled !== false;
  const shown = { hits, reportUrl: null as string | null };
  const ready = async (running: Running): Promise<void> => {
    shown.reportUrl = await running.reportUrl;
    announce(running, shown.reportUrl);
  };
  await runCollector(demoOptions, end, ready, {
    hooks,
    extend: (app) => void app.use(demoRoutes(demoOptions, shown).routes()),
    showsReport: true,
    ...(isReported && { prepare: (journal) => addSample(journal, options.data, Date.now()) }),
  });
}

/** What the demo's pages show. */
interface Shown {
  readonly hits: readonly object[];
  /** Null: it does not run, or not yet. */
  readonly reportUrl: string | null;
}

/** All that shows events, or makes links: for who asks by a name of ours. */
function demoRoutes(options: Options, shown: Shown): Router {
  const router = new Router();
  const readOrigin = createReadOrigin(options);
  router.use(ownHostOnly(options), async (context, next) => {
    context.set(pageHeaders());
    await next();
  });
  router.get('/', (context: Context) => {
    const { https } = readOrigin(readHead(context.req, Date.now()));
    const asked = `${https ? 'https' : 'http'}://${authorityOf(context, options)}`;
    const address = options.publicUrl?.replace(/\/$/, '') ?? asked;
    const links = senderLinks({ ...options, publicUrl: address });
    const page = demoPage(address, links, shown.reportUrl);
    context.set(page.headers);
    context.body = page.html;
  });
  router.get('/demo/events', (context: Context) => {
    const reader = openJournalReader(options.data);
    const latest = reader
      .page(reader.lastSequence() - shownEvents, shownEvents)
      .filter(({ event }) => parseEvent(event).site !== sampleSite)
      .toReversed();
    reader.close();
    context.type = 'json';
    context.body = `[${latest.map(({ event }) => event).join(',')}]`;
  });
  router.get('/debug/hits', (context: Context) => {
    context.body = shown.hits;
  });
  return router;
}

function announce({ url, journal }: Running, reportUrl: string | null): void {
  // `pnpm start` of a checkout has no command on the path.
  const isCheckout = process.env['npm_lifecycle_event'] === 'start';
  const command = isCheckout ? 'npx pnpm@10 hitmark' : 'npx hitmark';
  process.stdout.write(`
hitmark is ready to receive hits.

  Open            ${url}
  Watch hits at   ${url}/debug/hits${reportUrl === null ? '' : `\n  Report          ${reportUrl}`}
  Events are in   ${journal.path}
  See them with   ${command} tail --data ${dirname(journal.path)}
  Count them with ${command} stats --data ${dirname(journal.path)}

Paste this into the <head> of a page:

  ${scriptTag(url, 'my-site')}

Ctrl-C ends it; what was stored stays.
`);
}
