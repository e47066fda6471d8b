import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { createDebugHits } from './debug-hits.ts';
import { demoKey } from './demo-key.ts';
import { demoRoutes } from './demo/demo-routes.ts';
import { scriptTag } from './demo-page.ts';
import { addSample } from '../reports/add-sample.ts';
import { readArguments } from '../read-arguments.ts';
import { runCollector, type Running } from './run-collector.ts';
import { nextSignal, parentExit } from './signals.ts';

/** `hitmark demo`: a collector with a page to try it on. */
export async function demo(args: readonly string[]): Promise<void> {
  const { options } = await readArguments(args);
  // The page shows what happens; the log shows warnings and errors only.
  const logLevel = options.logLevel === 'info' ? 'warn' : options.logLevel;
  const keys = options.links.keys.length > 0 ? options.links.keys : [demoKey(options.data)];
  const demoOptions = { ...options, logLevel, links: { ...options.links, keys } } as const;
  const end = Promise.race([nextSignal(), parentExit()]);
  const { hooks, ...debugHits } = createDebugHits(demoOptions);
  const isReported = options.report.enabled !== false;
  const shown = { debugHits, reportUrl: null as string | null };
  const ready = async (running: Running): Promise<void> => {
    shown.reportUrl = await running.reportUrl;
    announce(running, shown.reportUrl ?? (isReported ? 'does not run: see above' : null));
  };
  await runCollector(demoOptions, end, ready, {
    hooks,
    extend: (app) => void app.use(demoRoutes(demoOptions, shown).routes()),
    showsReport: true,
    ...(isReported && { prepare: (journal) => addSample(journal, options.data, Date.now()) }),
  });
}

function announce({ url, journal }: Running, report: string | null): void {
  // A checkout has no command on the path.
  const isCheckout = existsSync(new URL('../../../../../pnpm-workspace.yaml', import.meta.url));
  const command = isCheckout ? 'npx pnpm@10 hitmark' : 'npx @hitmark/collector';
  process.stdout.write(`
hitmark is ready to receive hits.

  Open            ${url}
  Watch hits at   ${url}/debug/hits${report === null ? '' : `\n  Report          ${report}`}
  Events are in   ${journal.path}
  See them with   ${command} tail --data ${dirname(journal.path)}
  Count them with ${command} stats --data ${dirname(journal.path)}

Paste this into the <head> of a page:

  ${scriptTag(url, 'my-site')}

Ctrl-C ends it; what was stored stays.
`);
}
